package io.bactrian.tool.declaration;

import java.util.Map;

/** What declares a tool, or what a variant of it is declared by. */
interface Documents {
    Document tool() throws DeclarationFailure;

    /** Which streams there are, each with the file that its problems are told of. */
    Map<String, String> streams();

    Document stream(String stream) throws DeclarationFailure;
}
