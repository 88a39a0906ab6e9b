package io.bactrian.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads CPU and memory of processes from {@code /proc}; Linux only. */
public final class Machine {
    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;

    private Machine() {}

    /** CPU seconds of this JVM so far. */
    public static double ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /** Peak resident memory of this JVM in MB. */
    public static long ownPeakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** The process that started another one. */
    public static long parentOf(long pid) throws IOException {
        return stat(pid)
                .map(fields -> Long.parseLong(fields[PARENT]))
                .orElseThrow(() -> new IOException("no process " + pid));
    }

    /** CPU seconds of a process, of those it started, and of those among them that have ended. */
    public static double treeCpu(long root) throws IOException {
        Map<Long, String[]> processes = new HashMap<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d+")) {
                    stat(Long.parseLong(name)).ifPresent(fields -> processes.put(Long.parseLong(name), fields));
                }
            }
        }
        double ticks = 0;
        for (Map.Entry<Long, String[]> process : processes.entrySet()) {
            if (process.getKey() == root) {
                ticks += ticks(process.getValue(), 4);
            } else if (Long.parseLong(process.getValue()[PARENT]) == root) {
                ticks += ticks(process.getValue(), 2);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double ticks(String[] fields, int count) {
        double ticks = 0;
        for (int i = USER_TICKS; i < USER_TICKS + count; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /** What stands behind the process's name, which may hold spaces; empty when the process has ended meanwhile. */
    private static Optional<String[]> stat(long pid) throws IOException {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            // Processes end while they are looked at.
            return Optional.empty();
        }
    }

    /** What the figures were taken on. */
    public static String describe() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " cores, " + model + ", Java "
                + System.getProperty("java.version");
    }
}
