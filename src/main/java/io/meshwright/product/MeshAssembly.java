package io.meshwright.product;

import io.meshwright.contract.DataContract;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Findings;
import io.meshwright.product.RegistrationReader.ReadDomain;
import io.meshwright.product.RegistrationReader.ReadProduct;
import io.meshwright.sql.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts read registrations together into a mesh: every input finds the source or the product it comes from. */
final class MeshAssembly {

    private final ReadRegistrations read;
    private final LocalDate today;
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, ReadProduct> products = new LinkedHashMap<>();
    private final Map<String, ProductVersion.Origin> origins = new HashMap<>();
    private final Map<String, Offer> offers = new HashMap<>();
    private final Map<String, Offer> ended = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<TableName, String> tables = new HashMap<>();
    private final Map<String, Findings> findings = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> unlinked = new HashSet<>();

    /** What stands behind a contract: a table, and whose it is. */
    private record Offer(ProductName owner, InputPort.Kind kind, TableName table, DataContract contract) {}

    MeshAssembly(ReadRegistrations read, LocalDate today) {
        this.read = read;
        this.today = today;
    }

    Reading assemble(List<Registration> registrations) {
        List<Registration> sorted = registrations.stream()
                .sorted(java.util.Comparator.comparing(Registration::kind).thenComparing(Registration::name))
                .toList();
        sorted.forEach(this::readAlone);
        List<ProductVersion> versions = new ArrayList<>();
        products.forEach((name, product) -> link(name, product).ifPresent(versions::add));
        Map<String, List<Diagnostic>> diagnostics = new LinkedHashMap<>();
        findings.forEach((name, found) -> diagnostics.put(name, found.diagnostics()));
        Mesh mesh = new Mesh(List.copyOf(domains.values()), sources, versions, List.of());
        return new Reading(mesh, diagnostics, broken, unlinked);
    }

    private void readAlone(Registration registration) {
        String name = registration.name();
        if (registration.kind() == Registration.Kind.DOMAIN) {
            noted(name, read.domain(registration)).ifPresent(domain -> add(name, domain));
        } else {
            origins.put(name, registration.origin());
            noted(name, read.product(registration)).ifPresent(product -> add(name, product));
        }
    }

    private <T> Optional<T> noted(String name, Outcome<T> outcome) {
        of(name).addAll(outcome.diagnostics());
        if (!outcome.isOk()) {
            broken.add(name);
        }
        return outcome.value();
    }

    private Findings of(String name) {
        return findings.computeIfAbsent(name, any -> new Findings());
    }

    private void add(String name, ReadDomain domain) {
        domains.put(name, domain.domain());
        for (Source source : domain.sources()) {
            Offer offer = new Offer(source.name(), InputPort.Kind.SOURCE, source.table(), source.contract());
            if (offer(name, offer, source.location())) {
                sources.add(source);
            }
        }
    }

    private void add(String name, ReadProduct product) {
        ProductName owner = product.document().name();
        String holder = ids.putIfAbsent(product.document().id(), name);
        if (holder != null) {
            conflict(
                    name,
                    product.document().location(),
                    "The id '" + product.document().id() + "' belongs to " + holder
                            + " already; give this product an id of its own.");
            return;
        }
        boolean accepted = product.outputs().stream()
                .map(port -> offer(
                        name, new Offer(owner, InputPort.Kind.PRODUCT, port.table(), port.contract()), port.location()))
                .reduce(true, Boolean::logicalAnd);
        if (accepted) {
            products.put(name, withoutEnded(product));
        }
    }

    /** Of a product's ports those whose day has not passed; the newest stays in any case. */
    private ReadProduct withoutEnded(ReadProduct product) {
        List<OutputPort> ports = product.outputs();
        List<OutputPort> offered = new ArrayList<>();
        for (OutputPort port : ports) {
            boolean newest = offered.isEmpty() && port.equals(ports.get(ports.size() - 1));
            if (newest || !hasEnded(port.contract())) {
                offered.add(port);
            } else {
                ended.put(port.contract().id(), offers.remove(port.contract().id()));
            }
        }
        return new ReadProduct(product.document(), offered);
    }

    private boolean hasEnded(DataContract contract) {
        return contract.endOfLife().filter(last -> last.isBefore(today)).isPresent();
    }

    /** Whether the table and the contract are free; else the later one is told. */
    private boolean offer(String registration, Offer offer, SourceLocation location) {
        String holder = tables.putIfAbsent(offer.table(), offer.owner().toString());
        if (holder != null) {
            conflict(
                    registration,
                    location,
                    "The table " + offer.table() + " belongs to " + holder + " already; choose another name.");
            return false;
        }
        Offer earlier = offers.putIfAbsent(offer.contract().id(), offer);
        if (earlier != null) {
            conflict(
                    registration,
                    location,
                    "The contract '" + offer.contract().id() + "' is kept by " + earlier.owner()
                            + " already; every table has a contract of its own.");
        }
        return earlier == null;
    }

    private void conflict(String registration, SourceLocation location, String message) {
        of(registration).error("conflict", location, message);
        broken.add(registration);
    }

    private Optional<ProductVersion> link(String name, ReadProduct product) {
        ProductDocument document = product.document();
        Findings own = of(name);
        Domain domain = domains.get(document.name().domain());
        if (domain == null) {
            own.error(
                    "unknown-domain",
                    document.location(),
                    "The domain '" + document.name().domain()
                            + "' has no domain.yaml that can be read; add or mend it.");
            unlinked.add(name);
            return Optional.empty();
        }
        reportUnknownTeam(document, domain, own);
        List<InputPort> inputs = new ArrayList<>();
        document.inputs().forEach(input -> input(document, input, own).ifPresent(inputs::add));
        if (own.hasErrors()) {
            unlinked.add(name);
        }
        return Optional.of(version(product, inputs, origins.get(name)));
    }

    private static void reportUnknownTeam(ProductDocument document, Domain domain, Findings own) {
        List<String> teams = domain.teams().stream().map(Team::name).toList();
        if (!teams.contains(document.team())) {
            own.error(
                    "unknown-team",
                    document.teamLocation(),
                    "The domain '" + domain.name() + "' has no team '" + document.team() + "'"
                            + Nearest.question(document.team(), teams, "; it has " + String.join(", ", teams) + "."));
        }
    }

    private Optional<InputPort> input(ProductDocument document, ProductDocument.Input input, Findings own) {
        Offer offer = offers.get(input.contractId());
        Offer gone = ended.get(input.contractId());
        if (gone != null) {
            own.error(
                    "input-ended",
                    input.location(),
                    "'" + input.contractId() + "' was served until "
                            + gone.contract().endOfLife().orElseThrow() + "; read what follows it at " + gone.owner()
                            + ".");
            return Optional.empty();
        }
        if (offer == null) {
            own.error(
                    "unknown-contract",
                    input.location(),
                    "No source and no product offers the contract '" + input.contractId() + "'"
                            + Nearest.question(
                                    input.contractId(),
                                    offers.keySet(),
                                    "; its owner may have mistakes to mend first."));
            return Optional.empty();
        }
        if (offer.owner().equals(document.name()) && offer.kind() == InputPort.Kind.PRODUCT) {
            own.error("cycle", input.location(), "A product cannot read its own output port.");
            return Optional.empty();
        }
        if (!major(input.version()).equals(major(offer.contract().version()))) {
            own.warning(
                    "version-differs",
                    input.location(),
                    "The product was written for version " + input.version() + " of '" + input.contractId()
                            + "', which is now " + offer.contract().version()
                            + "; check it and write the new version.");
        }
        if (offer.contract().isDeprecated()) {
            own.warning(
                    "input-ends",
                    input.location(),
                    "'" + input.contractId() + "' is deprecated"
                            + offer.contract()
                                    .endOfLife()
                                    .map(end -> " and served until " + end)
                                    .orElse("")
                            + "; read what follows it at " + offer.owner() + ".");
        }
        return Optional.of(new InputPort(
                input.name(),
                input.version(),
                input.contractId(),
                offer.owner(),
                offer.kind(),
                offer.table(),
                input.location()));
    }

    private static String major(String version) {
        String number = version.startsWith("v") ? version.substring(1) : version;
        int dot = number.indexOf('.');
        return dot < 0 ? number : number.substring(0, dot);
    }

    private static ProductVersion version(ReadProduct product, List<InputPort> inputs, ProductVersion.Origin origin) {
        ProductDocument document = product.document();
        return new ProductVersion(
                document.name(),
                document.id(),
                document.version(),
                document.status(),
                document.title(),
                document.purpose(),
                document.limitations(),
                document.usage(),
                document.alignment(),
                document.team(),
                document.tags(),
                document.schedule(),
                inputs,
                product.outputs(),
                origin,
                document.location(),
                document.yaml());
    }
}
