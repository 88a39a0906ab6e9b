package io.bactrian.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether two values of one type mean the same. */
final class Leaves {
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
            "yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S][XXX][XX]");

    private Leaves() {}

    static boolean areEqual(JsonNode local, JsonNode external) {
        if (local.isNumber() && external.isNumber()) {
            return local.decimalValue().compareTo(external.decimalValue()) == 0;
        }
        if (local.equals(external)) {
            return true;
        }
        if (local.isTextual() && external.isTextual()) {
            Optional<OffsetDateTime> here = instant(local.textValue());
            return here.isPresent()
                    && instant(external.textValue())
                            .filter(there -> here.get().isEqual(there))
                            .isPresent();
        }
        return false;
    }

    private static Optional<OffsetDateTime> instant(String text) {
        if (!INSTANT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, FORMAT));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }
}
