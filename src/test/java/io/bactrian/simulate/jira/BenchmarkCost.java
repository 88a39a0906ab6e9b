package io.bactrian.simulate.jira;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Measures what the simulator's own threads cost per 100,000 issues; run by hand. */
final class BenchmarkCost {

    private static final String JQL = "created >= \"1970-01-02 00:00\" order by created asc, key asc";

    private BenchmarkCost() {}

    public static void main(String[] arguments) throws IOException {
        JiraSettings settings = JiraSettings.defaults().withIssues(100_000).withBenchmark(true);
        try (SimulatedJira jira = SimulatedJira.start(settings);
                Socket socket = new Socket("127.0.0.1", jira.address().getPort())) {
            for (int round = 1; round <= 4; round++) {
                double before = seconds();
                long bytes = walk(jira, socket);
                System.out.printf(
                        "round %d: %d bytes, %.3f CPU s of the simulator%n", round, bytes, seconds() - before);
            }
        }
    }

    private static long walk(SimulatedJira jira, Socket socket) throws IOException {
        String token = "";
        long bytes = 0;
        do {
            String request = "GET " + "/rest/api/3/search/jql?fields=*all&expand=changelog&maxResults=100&jql="
                    + URLEncoder.encode(JQL, StandardCharsets.UTF_8) + token + " HTTP/1.1\r\nAuthorization: "
                    + JiraClient.basic(
                            jira.settings().username(), jira.settings().apiToken()) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] body = body(socket.getInputStream());
            bytes += body.length;
            token = token(new String(
                    body, Math.max(0, body.length - 200), Math.min(200, body.length), StandardCharsets.US_ASCII));
        } while (!token.isEmpty());
        return bytes;
    }

    private static String token(String end) {
        int at = end.lastIndexOf("nextPageToken\":\"");
        return at < 0 ? "" : "&nextPageToken=" + end.substring(at + 16, end.indexOf('"', at + 16));
    }

    private static byte[] body(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int at = head.indexOf("Content-Length: ") + 16;
        byte[] body = new byte[Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)))];
        new DataInputStream(in).readFully(body);
        return body;
    }

    private static double seconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds())
                        .filter(id -> threads.getThreadInfo(id) != null
                                && threads.getThreadInfo(id).getThreadName().startsWith("simulator"))
                        .map(threads::getThreadCpuTime)
                        .sum()
                / 1e9;
    }
}
