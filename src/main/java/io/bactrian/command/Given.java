package io.bactrian.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a person gives beside the command line: {@code @file}, {@code -} for standard input, or {@code env:NAME}. */
public final class Given {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENVIRONMENT = "env:";
    private static final String WAYS = "give it as @FILE, as - for standard input, or as env:NAME";

    private Given() {}

    /** A secret: never the argument itself, which every user of the machine can see. */
    static String secret(String option, String argument) {
        if (!isReference(argument)) {
            throw CommandFailed.usage(
                    option + " is a secret, which must not stand on the command line, where others see it", WAYS);
        }
        return referred(option, argument);
    }

    static JsonNode secretJson(String option, String argument) {
        return parsed(option, secret(option, argument));
    }

    /** JSON, given beside the command line or on it. */
    static @Nullable JsonNode json(String option, @Nullable String argument) {
        if (argument == null) {
            return null;
        }
        return parsed(option, referred(option, argument));
    }

    /** A JSON document in a file, or on standard input when the name is {@code -}. */
    static JsonNode document(String argument) {
        return parsed(argument, argument.equals("-") ? standardInput() : file(argument, Path.of(argument)));
    }

    public static String text(String argument) {
        return argument.equals("-") ? standardInput() : file(argument, Path.of(argument));
    }

    private static boolean isReference(String argument) {
        return argument.equals("-") || argument.startsWith("@") || argument.startsWith(ENVIRONMENT);
    }

    /** What is referred to; an argument that refers to nothing stands for itself. */
    static String referred(String option, String argument) {
        if (argument.equals("-")) {
            return standardInput().strip();
        }
        if (argument.startsWith("@")) {
            return file(option, Path.of(argument.substring(1))).strip();
        }
        return argument.startsWith(ENVIRONMENT) ? environment(option, argument) : argument;
    }

    private static String environment(String option, String argument) {
        String name = argument.substring(ENVIRONMENT.length());
        String value = System.getenv(name);
        if (value == null) {
            throw CommandFailed.usage(option + ": the environment has no " + name, WAYS);
        }
        return value;
    }

    private static String file(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailed.usage(option + ": the file " + file + " cannot be read", "see its name and rights");
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailed.usage("standard input cannot be read: " + e.getMessage(), "name a file");
        }
    }

    private static JsonNode parsed(String option, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // The message would quote the text, which may be a secret.
            throw CommandFailed.usage(
                    option + " is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "see its quotes, commas and brackets");
        }
    }
}
