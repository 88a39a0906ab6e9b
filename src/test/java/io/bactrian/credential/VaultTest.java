package io.bactrian.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is sealed opens only unaltered, in its own place and with its own key. */
class VaultTest {
    private static final byte[] PLAIN = "canary-of-the-vault".getBytes(UTF_8);

    private final Vault vault = new Vault(key("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    @Test
    void whatIsSealedOpensAgain() {
        byte[] sealed = vault.seal("here", PLAIN);

        byte[] opened = vault.open("here", sealed);

        assertThat(opened).isEqualTo(PLAIN);
    }

    @Test
    void nothingSealedIsReadable() {
        byte[] sealed = vault.seal("here", PLAIN);

        assertThat(new String(sealed, ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(vault.seal("here", PLAIN)).isNotEqualTo(vault.seal("here", PLAIN));
    }

    @Test
    void anotherPlaceIsRefused() {
        byte[] sealed = vault.seal("here", PLAIN);

        assertThatThrownBy(() -> vault.open("there", sealed)).isInstanceOf(CredentialUnreadable.class);
    }

    @Test
    void anyFlippedBitIsRefused() {
        byte[] sealed = vault.seal("here", PLAIN);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertThatThrownBy(() -> vault.open("here", altered))
                    .as("bit %d", bit)
                    .isInstanceOf(CredentialUnreadable.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void anyShorterTextIsRefused() {
        byte[] sealed = vault.seal("here", PLAIN);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open("here", cut))
                    .as("%d bytes", length)
                    .isInstanceOf(CredentialUnreadable.class);
        }
    }

    @Test
    void anotherKeyIsRefused() {
        byte[] sealed = vault.seal("here", PLAIN);
        Vault other = new Vault(key("//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA="));

        assertThatThrownBy(() -> other.open("here", sealed)).isInstanceOf(CredentialUnreadable.class);
    }

    private static MasterKey key(String base64) {
        return MasterKey.load(new MasterKeySettings(base64, "", Path.of("unused")));
    }
}
