package io.meshwright.emulator.translation;

/** What BigQuery documents and a warehouse in the process does not have, with the reason. */
final class RefusedFunctions {

    private static final String KEYS = "there is no key management here";
    static final String GEOGRAPHY = "the type GEOGRAPHY is not supported";
    private static final String SEARCH = "there are no search or vector indexes and no text analyzers here";
    private static final String GRAPH = "property graphs are not supported";
    private static final String MODELS = "there are no models here";
    private static final String OBJECTS = "there is no object storage here";
    private static final String OUTSIDE = "the warehouse reaches nothing outside of itself";
    private static final String HISTORY = "tables keep no history of their changes";

    private RefusedFunctions() {}

    static void register(FunctionTable<FunctionForm> table) {
        table.chapter("AEAD encryption functions")
                .refuse(
                        KEYS,
                        "aead.decrypt_bytes aead.decrypt_string aead.encrypt deterministic_decrypt_bytes"
                                + " deterministic_decrypt_string deterministic_encrypt keys.add_key_from_raw_bytes"
                                + " keys.keyset_chain keys.keyset_from_json keys.keyset_length keys.keyset_to_json"
                                + " keys.new_keyset keys.new_wrapped_keyset keys.rewrap_keyset keys.rotate_keyset"
                                + " keys.rotate_wrapped_keyset");
        table.chapter("DLP encryption functions")
                .refuse(KEYS, "dlp_deterministic_encrypt dlp_deterministic_decrypt dlp_key_chain");
        table.chapter("Geography functions")
                .refuse(
                        GEOGRAPHY,
                        "s2_cellidfrompoint s2_coveringcellids st_angle st_area st_asbinary st_asgeojson st_astext"
                                + " st_azimuth st_boundary st_boundingbox st_buffer st_bufferwithtolerance st_centroid"
                                + " st_closestpoint st_contains st_convexhull st_coveredby st_covers st_difference"
                                + " st_dimension st_disjoint st_distance st_dump st_dwithin st_endpoint st_equals"
                                + " st_exteriorring st_geogfrom st_geogfromgeojson st_geogfromtext st_geogfromwkb"
                                + " st_geogpoint st_geogpointfromgeohash st_geohash st_geometrytype"
                                + " st_hausdorffdistance st_hausdorffdwithin st_interiorrings st_intersection"
                                + " st_intersects st_intersectsbox st_isclosed st_iscollection st_isempty st_isring"
                                + " st_length st_lineinterpolatepoint st_linelocatepoint st_linesubstring st_makeline"
                                + " st_makepolygon st_makepolygonoriented st_maxdistance st_npoints st_numgeometries"
                                + " st_numpoints st_perimeter st_pointn st_regionstats st_simplify st_snaptogrid"
                                + " st_startpoint st_touches st_union st_within st_x st_y");
        table.chapter("Search and text analysis functions")
                .refuse(SEARCH, "search vector_search bag_of_words text_analyze tf_idf vector_index.statistics");
        table.chapter("Graph functions")
                .refuse(
                        GRAPH,
                        "graph_expand destination_node_id edges element_id is_acyclic is_simple is_trail labels nodes"
                                + " path_first path_last path_length source_node_id");
        table.chapter("AI and ML functions")
                .refuse(
                        MODELS,
                        "ai.classify ai.evaluate ai.forecast ai.generate ai.generate_bool ai.generate_double"
                                + " ai.generate_int ai.generate_table ai.if ai.score ai.similarity ai.embed"
                                + " ai.detect_anomalies ml.predict ml.evaluate ml.forecast ml.generate_text"
                                + " ml.generate_embedding ml.explain_predict ml.detect_anomalies ml.distance"
                                + " ml.feature_importance ml.weights ml.transform ml.translate ml.understand_text");
        table.chapter("ObjectRef functions")
                .refuse(
                        OBJECTS,
                        "obj.fetch_metadata obj.get_access_url obj.get_read_url obj.list obj.make_ref"
                                + " external_object_transform");
        table.chapter("Table functions").refuse(OUTSIDE, "external_query");
        table.chapter("Table functions").refuse(HISTORY, "appends changes");
    }
}
