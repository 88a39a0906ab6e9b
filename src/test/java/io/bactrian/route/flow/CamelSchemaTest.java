package io.bactrian.route.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What our schema lets a flow say is a part of Camel's YAML DSL, as Camel's own schema has it. */
final class CamelSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** All that may be said, once. */
    private static final String EVERYTHING = """
            - routeTemplate:
                id: jira-one
                parameters:
                  - name: what
                    description: A word
                    defaultValue: steal
                route:
                  description: A route with blanks
                  routeConfigurationId: flow-failures
                  from:
                    uri: direct:jira-{{what}}
                    steps:
                      - stop:
                          id: jira-{{what}}-end
            - templatedRoute:
                routeId: jira-two
                routeTemplateRef: jira-one
                parameters:
                  - name: what
                    value: two
            - route:
                id: jira-three
                description: A route with every step
                routeConfigurationId: flow-failures
                from:
                  uri: direct:jira-three
                  steps:
                    - choice:
                        id: jira-three-which
                        when:
                          - id: jira-three-when
                            expression:
                              simple:
                                expression: ${body} != null
                            steps:
                              - setBody:
                                  id: jira-three-constant
                                  expression:
                                    constant:
                                      expression: "yes"
                        otherwise:
                          id: jira-three-otherwise
                          steps:
                            - setProperty:
                                id: jira-three-remember
                                name: plan
                                expression:
                                  method:
                                    ref: plans
                                    method: streams
                    - split:
                        id: jira-three-split
                        expression:
                          simple:
                            expression: ${body}
                        streaming: true
                        parallelProcessing: true
                        synchronous: true
                        executorService: "#bean:walksPool"
                        aggregationStrategy: runAggregation
                        steps:
                          - toD:
                              id: jira-three-tool
                              uri: direct:${exchangeProperty.run.tool}-call
                    - doTry:
                        id: jira-three-try
                        steps:
                          - bean:
                              id: jira-three-bean
                              ref: budgets
                              method: take
                        doCatch:
                          - id: jira-three-catch
                            exception:
                              - java.lang.Exception
                            steps:
                              - to:
                                  id: jira-three-call
                                  uri: direct:jira-call
                        doFinally:
                          id: jira-three-finally
                          steps:
                            - stop:
                                id: jira-three-stop
            """;

    @Test
    void everyFlowFitsTheSchemaOfCamel() throws IOException {
        JsonSchema schema = schema();

        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            List<Path> flows = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList();
            assertThat(flows)
                    .isNotEmpty()
                    .allSatisfy(flow -> assertThat(schema.validate(YAML.readTree(Files.readString(flow))))
                            .isEmpty());
        }
    }

    @Test
    void whateverMayBeSaidFitsTheSchemaOfCamel() throws Exception {
        FlowText text = FlowText.read(FlowPath.of("jira/all.camel.yaml").orElseThrow(), EVERYTHING.getBytes());

        assertThat(schema().validate(YAML.readTree(EVERYTHING))).isEmpty();
        assertThat(schema().validate(new ObjectMapper().readTree(FlowText.written(text.all(text.templates())))))
                .isEmpty();
        assertThat(text.all(text.templates())).extracting(RouteText::id).containsExactly("jira-three", "jira-two");
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream stream = CamelSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(stream);
        }
    }
}
