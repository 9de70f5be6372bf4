package io.meshwright.contract;

import io.meshwright.contract.DataContract.Description;
import io.meshwright.contract.DataContract.Member;
import io.meshwright.contract.DataContract.Role;
import io.meshwright.contract.DataContract.Team;
import io.meshwright.contract.OdcsShape.Edition;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads ODCS documents: v3.0.x, v3.1.0 and what v3.1.0 knows of v3.2.x. */
public final class ContractReader {

    private static final Map<String, Edition> EDITIONS = Map.of(
            "v3.0.0", Edition.V3_0,
            "v3.0.1", Edition.V3_0,
            "v3.0.2", Edition.V3_0,
            "v3.1.0", Edition.V3_1,
            "v3.2.0", Edition.V3_2);

    private ContractReader() {}

    /**
     * The contract, or every mistake in it.
     *
     * @param file how diagnostics call the document
     */
    public static Outcome<DataContract> read(String file, String yaml) {
        Outcome<Mapping> document = YamlReader.read(file, yaml);
        if (!document.isOk()) {
            return Outcome.failed(document.diagnostics());
        }
        Mapping root = document.get();
        Findings findings = new Findings();
        Optional<Edition> edition = edition(root, findings);
        if (edition.isEmpty()) {
            return Outcome.failed(findings.diagnostics());
        }
        check(root, edition.get(), findings);
        if (findings.hasErrors()) {
            return Outcome.failed(findings.diagnostics());
        }
        DataContract contract = contract(root, findings, yaml);
        return findings.hasErrors()
                ? Outcome.failed(findings.diagnostics())
                : Outcome.of(contract, findings.diagnostics());
    }

    private static Optional<Edition> edition(Mapping root, Findings findings) {
        String declared = root.text("apiVersion");
        Edition edition = EDITIONS.get(declared);
        if (edition == null) {
            String known = "v3.0.0 to v3.2.0; new contracts are v3.1.0";
            if (declared.isEmpty()) {
                findings.error(
                        "missing-field",
                        root.location(),
                        "'apiVersion' is missing; it names the edition of ODCS: " + known + ".");
            } else {
                findings.error(
                        "unknown-value",
                        root.locationOf("apiVersion"),
                        "'apiVersion' cannot be '" + declared + "'"
                                + (declared.startsWith("v2.")
                                        ? "; this edition is not read any more, rewrite the contract as v3.1.0."
                                        : Nearest.question(
                                                declared, EDITIONS.keySet(), "; it is one of " + known + ".")));
            }
        }
        return Optional.ofNullable(edition);
    }

    /** What a 3.0 document gets wrong only because it uses something newer is said so. */
    private static void check(Mapping root, Edition edition, Findings findings) {
        Findings own = new Findings();
        new OdcsShape(edition).document().check(root, "The document", own);
        List<Diagnostic> diagnostics = own.diagnostics();
        if (edition == Edition.V3_0 && own.hasErrors()) {
            Findings newer = new Findings();
            new OdcsShape(Edition.V3_1).document().check(root, "The document", newer);
            if (!newer.hasErrors()) {
                diagnostics = diagnostics.stream()
                        .map(ContractReader::pointToNewerEdition)
                        .toList();
            }
        }
        findings.addAll(diagnostics);
    }

    private static Diagnostic pointToNewerEdition(Diagnostic diagnostic) {
        return diagnostic.isError()
                ? Diagnostic.error(
                        diagnostic.code(),
                        diagnostic.location(),
                        diagnostic.message() + " Edition v3.1.0 allows it: write apiVersion: v3.1.0.")
                : diagnostic;
    }

    private static DataContract contract(Mapping root, Findings findings, String yaml) {
        return new DataContract(
                root.text("id"),
                root.text("name"),
                root.text("version"),
                root.text("status"),
                root.text("domain"),
                root.text("dataProduct"),
                description(root),
                root.texts("tags"),
                team(root),
                new SchemaReader(findings).objects(root),
                new ServiceLevelReader(findings).read(root),
                root.mappings("roles").stream()
                        .map(role -> new Role(role.text("role"), role.text("access"), role.text("description")))
                        .toList(),
                root.location(),
                yaml);
    }

    private static Description description(Mapping root) {
        return root.mapping("description")
                .map(texts -> new Description(texts.text("purpose"), texts.text("limitations"), texts.text("usage")))
                .orElse(new Description("", "", ""));
    }

    private static Optional<Team> team(Mapping root) {
        Optional<Node> team = root.value("team");
        if (team.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                team.get() instanceof Mapping named
                        ? new Team(named.text("name"), named.text("description"), members(named.mappings("members")))
                        : new Team("", "", members(root.mappings("team"))));
    }

    private static List<Member> members(List<Mapping> members) {
        List<Member> read = new ArrayList<>();
        members.forEach(
                member -> read.add(new Member(member.text("username"), member.text("name"), member.text("role"))));
        return read;
    }
}
