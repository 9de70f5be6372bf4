package io.meshwright.emulator.information;

import java.util.List;
import java.util.Map;

/** ROUTINES, ROUTINE_OPTIONS and PARAMETERS. */
final class RoutineViews {

    static final Map<String, InformationView> ALL = Map.of(
            "ROUTINES",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; routine_catalog STRING;
                    routine_schema STRING; routine_name STRING; routine_type STRING; data_type STRING;
                    routine_body STRING; routine_definition STRING; external_language STRING;
                    is_deterministic STRING; security_type STRING; created TIMESTAMP; last_altered TIMESTAMP;
                    ddl STRING""",
                    scope -> List.of()),
            "ROUTINE_OPTIONS",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; option_name STRING;
                    option_type STRING; option_value STRING""",
                    scope -> List.of()),
            "PARAMETERS",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; ordinal_position INT64;
                    parameter_mode STRING; is_result STRING; parameter_name STRING; data_type STRING;
                    parameter_default STRING; is_aggregate STRING""",
                    scope -> List.of()));

    private RoutineViews() {}
}
