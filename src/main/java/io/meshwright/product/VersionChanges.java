package io.meshwright.product;

import io.meshwright.contract.ContractChange;
import io.meshwright.contract.ContractDiff;
import io.meshwright.contract.ContractReader;
import io.meshwright.contract.DataContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a version of a product changed in its contracts against the one before. */
public final class VersionChanges {

    private VersionChanges() {}

    public static List<ContractChange> between(AcceptedVersion before, AcceptedVersion after) {
        Map<String, DataContract> was = contracts(before);
        Map<String, DataContract> is = contracts(after);
        List<ContractChange> changes = new ArrayList<>();
        was.forEach((id, contract) -> {
            DataContract now = is.get(id);
            if (now == null) {
                changes.add(whole("contract-removed", true, contract, "is gone, and its table with it."));
            } else {
                changes.addAll(ContractDiff.between(contract, now).changes());
            }
        });
        is.values().stream()
                .filter(contract -> !was.containsKey(contract.id()))
                .forEach(contract -> changes.add(whole("contract-added", false, contract, "is new.")));
        return changes;
    }

    private static ContractChange whole(String code, boolean breaking, DataContract contract, String predicate) {
        return new ContractChange(
                code, breaking, "", "The contract " + contract.id() + " " + predicate, contract.location());
    }

    /** By id. A document that was accepted once and that this version cannot read any more is left out. */
    private static Map<String, DataContract> contracts(AcceptedVersion version) {
        Map<String, DataContract> contracts = new LinkedHashMap<>();
        version.registration().documents().forEach((path, text) -> {
            if (path.endsWith(".odcs.yaml")) {
                ContractReader.read(path, text).value().ifPresent(contract -> contracts.put(contract.id(), contract));
            }
        });
        return contracts;
    }
}
