package io.meshwright.plan;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.product.Mesh;
import io.meshwright.product.MeshReader;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Reading;
import io.meshwright.product.Registration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the mesh in force: what is registered now, except that a registration with mistakes gives way to its last good
 * version, or stays out when there never was one.
 */
public final class MeshCompiler {

    private final Compiler compiler;
    private final MeshReader reader;

    public MeshCompiler(Compiler compiler, MeshReader reader) {
        this.compiler = compiler;
        this.reader = reader;
    }

    /**
     * The mesh in force and what it is made of.
     *
     * @param accepted registrations that are good and not the last good version yet
     */
    public record Compilation(CompiledMesh mesh, List<Registration> accepted) {}

    public Compilation compile(List<Registration> current, Map<String, Registration> lastGood) {
        Map<String, Registration> chosen = new LinkedHashMap<>();
        current.forEach(registration -> chosen.put(registration.name(), registration));
        Map<String, List<Diagnostic>> held = new LinkedHashMap<>();
        Round round = round(chosen);
        Map<String, List<Diagnostic>> failures = failuresToHold(round, chosen, lastGood);
        while (!failures.isEmpty()) {
            held.putAll(failures);
            for (String name : failures.keySet()) {
                Registration good = lastGood.get(name);
                if (good == null) {
                    chosen.remove(name);
                } else {
                    chosen.put(name, good);
                }
            }
            round = round(chosen);
            failures = failuresToHold(round, chosen, lastGood);
        }
        return new Compilation(compiledMesh(round, held), accepted(round, chosen, lastGood));
    }

    /** Everything known about one choice of registrations. */
    private record Round(
            Reading reading,
            List<CompiledProduct> compiled,
            Map<String, List<Diagnostic>> diagnostics,
            Set<String> uncompiled) {

        boolean isFaulty(String name) {
            return reading.broken().contains(name) || reading.unlinked().contains(name) || uncompiled.contains(name);
        }
    }

    private Round round(Map<String, Registration> chosen) {
        Reading reading = reader.read(List.copyOf(chosen.values()));
        Mesh mesh = reading.mesh();
        MeshOrder order = MeshOrder.of(mesh);
        Map<String, List<Diagnostic>> diagnostics = new LinkedHashMap<>();
        reading.diagnostics().forEach((name, found) -> diagnostics.put(name, new ArrayList<>(found)));
        Set<String> uncompiled = new HashSet<>();
        order.cycles().forEach((name, cycle) -> {
            of(diagnostics, name.toString()).add(cycle);
            uncompiled.add(name.toString());
        });
        List<CompiledProduct> compiled = new ArrayList<>();
        for (ProductName name : order.order()) {
            if (reading.unlinked().contains(name.toString())) {
                continue;
            }
            Outcome<CompiledProduct> outcome =
                    compiler.compile(mesh.product(name).orElseThrow(), mesh);
            of(diagnostics, name.toString()).addAll(outcome.diagnostics());
            outcome.value().ifPresentOrElse(compiled::add, () -> uncompiled.add(name.toString()));
        }
        return new Round(reading, compiled, diagnostics, uncompiled);
    }

    private static List<Diagnostic> of(Map<String, List<Diagnostic>> diagnostics, String name) {
        return diagnostics.computeIfAbsent(name, any -> new ArrayList<>());
    }

    /**
     * Faulty registrations that can give way. Those wrong by themselves come first, then those that do not fit, then
     * those that do not compile, each time without those that may only suffer from another in the list.
     */
    private static Map<String, List<Diagnostic>> failuresToHold(
            Round round, Map<String, Registration> chosen, Map<String, Registration> lastGood) {
        Map<String, List<Diagnostic>> failures = new LinkedHashMap<>();
        for (Set<String> level :
                List.of(round.reading().broken(), round.reading().unlinked(), round.uncompiled())) {
            List<String> replaceable = level.stream()
                    .filter(name -> !isLastGood(chosen.get(name), lastGood))
                    .sorted()
                    .toList();
            if (!replaceable.isEmpty()) {
                replaceable.stream()
                        .filter(name -> !suffersFrom(name, replaceable, round))
                        .forEach(name -> failures.put(name, List.copyOf(of(round.diagnostics(), name))));
                return failures;
            }
        }
        return failures;
    }

    private static boolean isLastGood(Registration registration, Map<String, Registration> lastGood) {
        Registration good = lastGood.get(registration.name());
        return good != null && good.fingerprint().equals(registration.fingerprint());
    }

    /** Whether one of the others is upstream; never so in a circle, where all are. */
    private static boolean suffersFrom(String name, List<String> others, Round round) {
        if (!name.contains("/")) {
            return false;
        }
        ProductName product = ProductName.parse(name);
        Mesh mesh = round.reading().mesh();
        return MeshOrder.upstreamOf(product, mesh).stream()
                .filter(upstream -> !MeshOrder.upstreamOf(upstream, mesh).contains(product))
                .map(ProductName::toString)
                .anyMatch(others::contains);
    }

    private static CompiledMesh compiledMesh(Round round, Map<String, List<Diagnostic>> held) {
        Map<String, List<Diagnostic>> diagnostics = new LinkedHashMap<>();
        round.diagnostics().forEach((name, found) -> {
            if (!found.isEmpty()) {
                diagnostics.put(name, List.copyOf(found));
            }
        });
        diagnostics.putAll(held);
        List<Diagnostic> all = diagnostics.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Diagnostic diagnostic) -> !diagnostic.isError())
                        .thenComparing(diagnostic -> diagnostic.location().file())
                        .thenComparing(diagnostic -> diagnostic.location().line()))
                .toList();
        return new CompiledMesh(round.reading().mesh().with(all), round.compiled(), diagnostics);
    }

    private static List<Registration> accepted(
            Round round, Map<String, Registration> chosen, Map<String, Registration> lastGood) {
        return chosen.values().stream()
                .filter(registration -> !round.isFaulty(registration.name()))
                .filter(registration -> !isLastGood(registration, lastGood))
                .toList();
    }

    /** The version a registration's document declares; empty for a domain. */
    static String versionOf(Registration registration, Mesh mesh) {
        return registration.kind() == Registration.Kind.PRODUCT
                ? mesh.product(ProductName.parse(registration.name()))
                        .map(ProductVersion::version)
                        .orElse("")
                : "";
    }
}
