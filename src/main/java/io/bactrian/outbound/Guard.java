package io.bactrian.outbound;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which addresses may be called: https to public hosts, and whatever {@code network.trusted-hosts} names besides.
 * Link-local addresses, where clouds keep their metadata, are never called.
 */
public final class Guard {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|0[xX][0-9a-fA-F.xX]+");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private final Set<String> trusted;

    /** @param trustedHosts host or host:port, in any case */
    public Guard(List<String> trustedHosts) {
        trusted = trustedHosts.stream()
                .map(host -> host.trim().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Throws a configuration failure unless the address may be called as it looks and as it resolves now. */
    public void check(URI address) throws ToolFailure {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null
                || address.getRawUserInfo() != null
                || !HOST.matcher(host).matches()) {
            throw refused("the address needs a plain host name and no user or password in it");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isTrusted(host, port(address)))) {
            throw refused("only https is called, unless the host is trusted: " + host);
        }
        if (NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches()) {
            throw refused("an address in numbers must have four decimal parts: " + host);
        }
        try {
            for (InetAddress resolved : InetAddress.getAllByName(bare(host))) {
                check(host, port(address), resolved);
            }
        } catch (UnknownHostException e) {
            throw ToolFailure.of(FailureCategory.NETWORK, "the host " + host + " is not known", 0, null, e);
        }
    }

    /** Throws unless the resolved address of a host may be connected to. */
    void check(String host, int port, InetAddress resolved) throws ToolFailure {
        InetAddress address = unwrapped(resolved);
        if (address.isLinkLocalAddress() || isMetadata(address)) {
            throw refused("link-local and metadata addresses are never called: " + host);
        }
        if (isPrivate(address) && !isTrusted(host, port)) {
            throw refused("private addresses are not called, unless the host is trusted: " + host);
        }
    }

    /** The addresses of a host that may be connected to: checked and connected are the same, whatever the name says later. */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(bare(host));
        boolean anyPort = isTrustedOnSomePort(host);
        for (InetAddress address : addresses) {
            try {
                InetAddress real = unwrapped(address);
                if (real.isLinkLocalAddress() || isMetadata(real) || (isPrivate(real) && !anyPort)) {
                    throw new UnknownHostException(host + " resolves to an address that may not be called");
                }
            } catch (ToolFailure e) {
                throw new UnknownHostException(host + " resolves to an address that makes no sense");
            }
        }
        return addresses;
    }

    private boolean isTrusted(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return trusted.contains(name) || trusted.contains(name + ":" + port);
    }

    /** The port is not known here; {@link #check(URI)} has judged it. */
    private boolean isTrustedOnSomePort(String host) {
        String name = bare(host).toLowerCase(Locale.ROOT);
        String written = name.contains(":") ? "[" + name + "]" : name;
        return trusted.stream().anyMatch(one -> one.equals(written) || one.startsWith(written + ":"));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** An IPv4 address inside an IPv6 one (NAT64, 6to4) is judged as what it stands for. */
    private static InetAddress unwrapped(InetAddress address) throws ToolFailure {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        boolean nat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        boolean sixToFour = startsWith(bytes, 0x20, 0x02);
        boolean mapped = isZero(bytes, 0, 10) && (isZero(bytes, 10, 12) || startsWithAt(bytes, 10, 0xff, 0xff));
        if (!nat64 && !sixToFour && !(mapped && !address.isLoopbackAddress())) {
            return address;
        }
        int at = sixToFour ? 2 : 12;
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException e) {
            throw ToolFailure.of(FailureCategory.CONFIGURATION, "an address that makes no sense", 0, null, e);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address instanceof Inet4Address
                ? first == 0
                        || first >= 240
                        || (first == 100 && second >= 64 && second < 128)
                        || (first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2))
                        || (first == 198 && (second == 18 || second == 19))
                        || startsWith(bytes, 198, 51, 100)
                        || startsWith(bytes, 203, 0, 113)
                : (first & 0xfe) == 0xfc || startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8);
        return special
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    /** 169.254.169.254 is link-local anyway; these are the others that clouds use. */
    private static boolean isMetadata(InetAddress address) {
        byte[] bytes = address.getAddress();
        return startsWith(bytes, 100, 100, 100, 200) || startsWith(bytes, 0xfd, 0x00, 0x0e, 0xc2);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        return startsWithAt(bytes, 0, start);
    }

    private static boolean startsWithAt(byte[] bytes, int at, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[at + i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static ToolFailure refused(String why) {
        return ToolFailure.of(
                FailureCategory.CONFIGURATION, why + " (network.trusted-hosts names hosts that are trusted)");
    }
}
