package io.bactrian.api;

import io.bactrian.api.Operation.Body;
import io.bactrian.api.Operation.Verb;
import io.bactrian.api.repeat.Answers;
import io.bactrian.api.request.Json;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.rest.RestBindingMode;
import org.apache.camel.model.rest.RestDefinition;

/** One route for each operation of the contract: who asks is noted, the operation's bean answers. */
public final class ApiRoutes extends RouteBuilder {
    private final Answers answers;
    private final List<Operation> operations;

    public ApiRoutes(Answers answers, List<Operations> resources) {
        this.answers = answers;
        operations =
                resources.stream().flatMap(resource -> resource.all().stream()).toList();
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("edgeHeaders", new EdgeHeaders());
        restConfiguration()
                .component("platform-http")
                .bindingMode(RestBindingMode.off)
                .enableCORS(false)
                .inlineRoutes(false)
                .endpointProperty("headerFilterStrategy", "#edgeHeaders");
        for (Operation operation : operations) {
            verb(operation);
            route(operation);
        }
    }

    private void verb(Operation operation) {
        // A client that expects nothing but a refusal, as of a deletion, accepts only that.
        RestDefinition rest = rest("/api/v1").produces(Json.MEDIA_TYPE + ",application/problem+json");
        switch (operation.verb()) {
            case GET -> rest.get(operation.path());
            case POST -> rest.post(operation.path());
            case PUT -> rest.put(operation.path());
            case PATCH -> rest.patch(operation.path());
            case DELETE -> rest.delete(operation.path());
        }
        if (operation.body() == Body.REQUIRED) {
            rest.consumes(Json.MEDIA_TYPE);
        }
        rest.to("direct:" + operation.routeId());
    }

    private void route(Operation operation) {
        String id = operation.routeId();
        ProcessorDefinition<?> route = from("direct:" + id)
                .routeId(id)
                .routeDescription(operation.description())
                .routeConfigurationId("api-failures")
                .process(new CallOf(operation))
                .id(id + "-caller");
        if (operation.verb() == Verb.POST) {
            route = route.process(new FirstTime(answers, operation)).id(id + "-first-time");
        }
        route.bean(operation.bean(), operation.id())
                .id(id + "-answer")
                .process(new AnswerOf(operation))
                .id(id + "-headers");
    }
}
