package io.bactrian.connection;

import org.apache.camel.builder.RouteBuilder;

/** How an account is connected, whatever the tool. */
public final class ConnectionRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("direct:connect-to-tool")
                .routeId("connect-to-tool")
                .routeDescription("Checks what was asked for, lets the tool's own flow try it, and stores what worked")
                .routeConfigurationId("flow-failures")
                .bean("connections", "check")
                .id("connect-to-tool-check")
                .to("direct:connect-attempt")
                .id("connect-to-tool-attempt")
                .bean("connections", "store")
                .id("connect-to-tool-store");

        from("direct:connect-attempt")
                .routeId("connect-attempt")
                .routeDescription(
                        "Tries a connection before anything is stored, and leaves nothing behind when it fails")
                .routeConfigurationId("flow-failures")
                .setProperty("attempt", body())
                .id("connect-attempt-remember")
                .setProperty("connectionId", simple("${body.id}"))
                .id("connect-attempt-name")
                .doTry()
                .id("connect-attempt-try")
                .to("direct:connect-account")
                .id("connect-attempt-account")
                .doCatch(Exception.class)
                .id("connect-attempt-failed")
                .bean("connections", "abandon")
                .id("connect-attempt-abandon")
                .end()
                .bean("connections", "agree")
                .id("connect-attempt-agree");

        from("direct:connect-account")
                .routeId("connect-account")
                .routeDescription("Asks the tool which kind of account it is, where that makes a difference, and lets"
                        + " the tool's own flow try it as such")
                .routeConfigurationId("flow-failures")
                .bean("connections", "enter")
                .id("connect-account-enter")
                .filter(method("variantProbe", "isNeeded"))
                .id("connect-account-varies")
                .bean("variantProbe", "ask")
                .id("connect-account-ask")
                .toD("direct:${exchangeProperty.attempt.tool}-call")
                .id("connect-account-call")
                .bean("variantProbe", "told")
                .id("connect-account-told")
                .end()
                .toD("direct:${exchangeProperty.attempt.tool}-connect")
                .id("connect-account-tool");

        from("direct:connect-later")
                .routeId("connect-later")
                .routeDescription("Stores an integration without a call to the tool")
                .routeConfigurationId("flow-failures")
                .bean("connections", "check")
                .id("connect-later-check")
                .bean("connections", "storeDisconnected")
                .id("connect-later-store");

        change();
        test();
        connect();
        disconnect();
        remove();
    }

    private void change() {
        from("direct:change-integration")
                .routeId("change-integration")
                .routeDescription("Checks what an integration would become, tries what calls depend on, and stores it")
                .routeConfigurationId("flow-failures")
                .bean("changes", "check")
                .id("change-integration-check")
                .setProperty("revision", body())
                .id("change-integration-remember")
                .filter(simple("${body.isToBeTried}"))
                .id("change-integration-tried")
                .setBody(simple("${body.attempt}"))
                .id("change-integration-take")
                .to("direct:connect-attempt")
                .id("change-integration-attempt")
                .end()
                .bean("changes", "store")
                .id("change-integration-store")
                .bean("runs", "follow(${body.id})")
                .id("change-integration-tell");
    }

    private void test() {
        from("direct:test-connection")
                .routeId("test-connection")
                .routeDescription("Tries what is stored and keeps what was found, good or bad")
                .routeConfigurationId("flow-failures")
                .setProperty("integrationId", body())
                .id("test-connection-remember")
                .setProperty(Connections.CALLER, header(Connections.CALLER))
                .id("test-connection-caller")
                .to("direct:try-connection")
                .id("test-connection-try")
                .bean("trials", "keep")
                .id("test-connection-keep");

        from("direct:try-connection")
                .routeId("try-connection")
                .routeDescription("Lets the tool's own flow try what is stored; a failure is a result too")
                .routeConfigurationId("flow-failures")
                .doTry()
                .id("try-connection-try")
                .bean("trials", "stored")
                .id("try-connection-stored")
                .to("direct:connect-attempt")
                .id("try-connection-attempt")
                .bean("trials", "passed")
                .id("try-connection-passed")
                .doCatch(Exception.class)
                .id("try-connection-failed")
                .bean("trials", "failed")
                .id("try-connection-result")
                .end();
    }

    private void connect() {
        from("direct:connect-integration")
                .routeId("connect-integration")
                .routeDescription("Lets calls be made again for what is stored, if the tool answers")
                .routeConfigurationId("flow-failures")
                .setProperty("integrationId", body())
                .id("connect-integration-remember")
                .bean("trials", "begin")
                .id("connect-integration-begin")
                .doTry()
                .id("connect-integration-try")
                .bean("trials", "stored")
                .id("connect-integration-stored")
                .to("direct:connect-attempt")
                .id("connect-integration-attempt")
                .bean("trials", "connect")
                .id("connect-integration-connect")
                .doCatch(Exception.class)
                .id("connect-integration-failed")
                .bean("trials", "giveUp")
                .id("connect-integration-give-up")
                .end();
    }

    private void disconnect() {
        from("direct:disconnect-integration")
                .routeId("disconnect-integration")
                .routeDescription("Lets no more calls be made and ends the runs; the credential stays")
                .routeConfigurationId("flow-failures")
                .setProperty("integrationId", body())
                .id("disconnect-integration-remember")
                .bean("trials", "disconnect")
                .id("disconnect-integration-rest")
                .bean("halt", "cancel(${body.id})")
                .id("disconnect-integration-cancel");
    }

    private void remove() {
        from("direct:remove-integration")
                .routeId("remove-integration")
                .routeDescription("Ends the runs, then removes the integration with its credential and all its rows")
                .routeConfigurationId("flow-failures")
                .bean("removals", "begin")
                .id("remove-integration-begin")
                .bean("halt", "cancel(${body.id})")
                .id("remove-integration-cancel")
                .bean("halt", "await(${body.id})")
                .id("remove-integration-await")
                .bean("removals", "rows")
                .id("remove-integration-rows")
                .bean("removals", "finish")
                .id("remove-integration-finish")
                .bean("budgets", "forget(${body.id})")
                .id("remove-integration-forget");
    }
}
