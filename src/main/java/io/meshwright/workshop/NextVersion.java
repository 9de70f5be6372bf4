package io.meshwright.workshop;

import io.meshwright.contract.ContractChange;
import io.meshwright.contract.ContractDiff;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a draft becomes beside the version in force.
 *
 * @param version of the product: major when it breaks readers, minor when it adds, else patch
 * @param port the port its query fills
 * @param portVersion of that port and its contract
 * @param changes what its contract changes; empty for a new product
 * @param kept ports of earlier versions that stay served
 */
public record NextVersion(
        String version,
        String port,
        String contractId,
        String portVersion,
        List<ContractChange> changes,
        List<KeptPort> kept) {

    /** How long an old version stays served beside the new one. */
    public static final int DAYS_KEPT = 90;

    private static final String FIRST = "1.0.0";

    public NextVersion {
        changes = List.copyOf(changes);
        kept = List.copyOf(kept);
    }

    static NextVersion first(Draft draft) {
        String id = draft.name().isEmpty() ? "" : draft.domain() + "." + draft.name();
        return new NextVersion(FIRST, draft.name(), id, FIRST, List.of(), List.of());
    }

    /** The version in force as it is; deprecated ports whose day has passed are gone. */
    static NextVersion like(ProductVersion served, LocalDate today) {
        OutputPort main = main(served);
        return new NextVersion(
                served.version(),
                main.name(),
                main.contract().id(),
                main.contract().version(),
                List.of(),
                kept(served, main, today));
    }

    /**
     * The version after this one.
     *
     * @param keepsBoth whether what breaks readers goes into a port of its own, and the old one stays served
     */
    NextVersion after(ProductVersion served, ContractDiff diff, boolean keepsBoth, LocalDate today) {
        if (!diff.isBreaking() || !keepsBoth) {
            return new NextVersion(
                    following(version, diff), port, contractId, following(portVersion, diff), diff.changes(), kept);
        }
        long major = numbers(portVersion)[0] + 1;
        String name = served.name().name() + "-v" + major;
        String contract = served.name().domain() + "." + served.name().name() + ".v" + major;
        List<KeptPort> ports = new ArrayList<>(kept);
        ports.add(new KeptPort(main(served), today.plusDays(DAYS_KEPT), contract));
        return new NextVersion(minor(version), name, contract, major + ".0.0", diff.changes(), ports);
    }

    public boolean isBreaking() {
        return changes.stream().anyMatch(ContractChange::breaking);
    }

    /** The port of the newest version: the last that is not deprecated. */
    private static OutputPort main(ProductVersion served) {
        List<OutputPort> ports = served.outputs();
        return ports.stream()
                .filter(port -> !port.contract().isDeprecated())
                .reduce((one, other) -> other)
                .orElse(ports.get(ports.size() - 1));
    }

    private static List<KeptPort> kept(ProductVersion served, OutputPort main, LocalDate today) {
        return served.outputs().stream()
                .filter(port -> !port.equals(main))
                .flatMap(port -> port
                        .contract()
                        .endOfLife()
                        .filter(end -> !end.isBefore(today))
                        .map(end -> new KeptPort(port, end, main.contract().id()))
                        .stream())
                .toList();
    }

    private static String following(String version, ContractDiff diff) {
        long[] numbers = numbers(version);
        if (diff.isBreaking()) {
            return numbers[0] + 1 + ".0.0";
        }
        boolean adds = diff.changes().stream().anyMatch(change -> change.code().endsWith("-added"));
        return adds ? minor(version) : numbers[0] + "." + numbers[1] + "." + (numbers[2] + 1);
    }

    private static String minor(String version) {
        long[] numbers = numbers(version);
        return numbers[0] + "." + (numbers[1] + 1) + ".0";
    }

    /** Major, minor and patch; what is missing or no number counts as zero. */
    private static long[] numbers(String version) {
        long[] numbers = new long[3];
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < Math.min(parts.length, numbers.length); i++) {
            String digits = parts[i].replaceAll("[^0-9].*", "");
            numbers[i] = digits.isEmpty() ? 0 : Long.parseLong(digits);
        }
        return numbers;
    }
}
