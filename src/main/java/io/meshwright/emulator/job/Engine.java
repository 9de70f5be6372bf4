package io.meshwright.emulator.job;

import io.meshwright.emulator.file.DataDirectories;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.storage.Datasets;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.Writer;
import java.nio.file.Path;

/** What jobs work with. */
public record Engine(
        Storage storage,
        Writer writer,
        Datasets datasets,
        GoogleSql translator,
        TableGuard guard,
        DataDirectories directories,
        Path results,
        InformationSchema information) {}
