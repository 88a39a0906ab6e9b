package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import io.bactrian.validation.ValidationMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body that starts a validation; without one a sample is compared. */
record ValidationRequest(@Nullable String mode, @Nullable Integer sample) {
    private static final int MOST = 10_000;

    static ValidationRequest of(byte @Nullable [] body, @Nullable String type) {
        if (body == null || body.length == 0) {
            return new ValidationRequest(null, null);
        }
        RequestBody.checkType(type);
        return RequestBody.read(body, ValidationRequest.class);
    }

    ValidationMode chosen() {
        if (mode == null) {
            return ValidationMode.SAMPLE;
        }
        return Arrays.stream(ValidationMode.values())
                .filter(one -> one.word().equals(mode))
                .findFirst()
                .orElseThrow(() -> RequestBody.meaning(
                        "/mode",
                        "must be one of "
                                + Arrays.stream(ValidationMode.values())
                                        .map(ValidationMode::word)
                                        .collect(Collectors.joining(", "))));
    }

    @Nullable
    Integer size() {
        if (sample != null && chosen() != ValidationMode.SAMPLE) {
            throw RequestBody.meaning("/sample", "is for mode sample only");
        }
        if (sample != null && (sample < 1 || sample > MOST)) {
            throw RequestBody.meaning("/sample", "must be a number from 1 to " + MOST);
        }
        return sample;
    }
}
