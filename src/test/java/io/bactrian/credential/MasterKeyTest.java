package io.bactrian.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the master key comes from, and that it never shows. */
class MasterKeyTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path directory;

    @Test
    void aKeyMadeAtFirstStartIsForItsOwnerOnly() throws IOException {
        MasterKey.load(settings("", ""));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyMadeAtFirstStartIsFoundAgain() {
        MasterKey made = MasterKey.load(settings("", ""));

        MasterKey found = MasterKey.load(settings("", ""));

        assertThat(found.bytes()).isEqualTo(made.bytes()).hasSize(32);
    }

    @Test
    void aConfiguredKeyIsUsedAndNoFileIsMade() {
        MasterKey key = MasterKey.load(settings(KEY, ""));

        assertThat(key.bytes()).startsWith(0, 1, 2, 3).hasSize(32);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aKeyFileMayEndWithALineBreak() throws IOException {
        Path file = Files.writeString(directory.resolve("given"), KEY + "\n");

        MasterKey key = MasterKey.load(settings("", file.toString()));

        assertThat(key.bytes()).startsWith(0, 1, 2, 3).hasSize(32);
    }

    @Test
    void aMissingKeyFileIsRefusedAndNotMade() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> MasterKey.load(settings("", missing.toString())))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("missing");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aKeyFileThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> MasterKey.read(directory))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aKeyIsNeverWrittenOverAnother() throws IOException {
        Path file = Files.writeString(directory.resolve("there"), "another");

        assertThatThrownBy(() -> MasterKey.load(settings(KEY, "")).write(file))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("never written over");
        assertThat(file).hasContent("another");
    }

    @Test
    void aShortKeyIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> MasterKey.load(settings("c2VjcmV0", "")))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void whatIsNotBase64IsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> MasterKey.load(settings("*canary*", "")))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("security.master-key")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void neitherTheKeyNorItsSettingsShowInTexts() {
        MasterKeySettings settings = settings(KEY, "");

        assertThat(settings + " " + MasterKey.load(settings)).doesNotContain(KEY);
    }

    private MasterKeySettings settings(String key, String file) {
        return new MasterKeySettings(key, file, directory);
    }
}
