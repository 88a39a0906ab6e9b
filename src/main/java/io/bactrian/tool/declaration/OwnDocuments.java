package io.bactrian.tool.declaration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A tool's own files.
 *
 * @param contents by path below the tool's directory
 */
record OwnDocuments(Map<String, byte[]> contents) implements Documents {
    static final String TOOL = "tool.yaml";

    private static final String STREAMS = "streams/";
    private static final String YAML = ".yaml";

    @Override
    public Document tool() throws DeclarationFailure {
        return document(TOOL);
    }

    @Override
    public Map<String, String> streams() {
        Map<String, String> streams = new LinkedHashMap<>();
        for (String file : new TreeSet<>(contents.keySet())) {
            if (file.startsWith(STREAMS) && file.endsWith(YAML)) {
                streams.put(file.substring(STREAMS.length(), file.length() - YAML.length()), file);
            }
        }
        return streams;
    }

    @Override
    public Document stream(String stream) throws DeclarationFailure {
        return document(file(stream));
    }

    static String file(String stream) {
        return STREAMS + stream + YAML;
    }

    Document document(String file) throws DeclarationFailure {
        byte[] bytes = contents.get(file);
        if (bytes == null) {
            throw new DeclarationFailure(List.of(new Problem(file, "", "there is no such file")));
        }
        return Document.read(file, bytes);
    }
}
