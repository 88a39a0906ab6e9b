package io.bactrian.credential;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Seals texts by envelope encryption: each under a data key of its own, that under the master key, bound to its place. */
public final class Vault {
    private final Aead envelope;

    public Vault(MasterKey masterKey) {
        try {
            AeadConfig.register();
            envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, remote(masterKey));
        } catch (GeneralSecurityException e) {
            throw new KeyRefused("the master key cannot be used for AES-256-GCM", e);
        }
    }

    @AccessesPartialKey
    private static Aead remote(MasterKey masterKey) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(masterKey.bytes(), InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** @param place what the sealed text is for; it opens for nothing else */
    byte[] seal(String place, byte[] plain) {
        try {
            return envelope.encrypt(plain, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    byte[] open(String place, byte[] sealed) {
        try {
            return envelope.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new CredentialUnreadable("what is sealed for " + place + " cannot be opened with this master key");
        }
    }

    static String place(UUID integrationId) {
        return "bactrian/credential/1/" + integrationId;
    }
}
