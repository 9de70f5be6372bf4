package io.meshwright.warehouse;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.CsvOptions;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.meshwright.sql.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Load jobs: the embedded BigQuery reads a file where it is, Google's is sent it. */
final class Loads {

    private static final int CHUNK = 16 * 1024 * 1024;

    private Loads() {}

    static LoadJobConfiguration fromFile(TableLoad load) {
        LoadJobConfiguration.Builder configuration = LoadJobConfiguration.newBuilder(
                        tableId(load.destination()),
                        load.file().toAbsolutePath().toUri().toString())
                .setFormatOptions(format(load))
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE);
        if (!load.columns().isEmpty()) {
            configuration.setSchema(Values.schema(load.columns()));
        }
        return configuration.build();
    }

    static Job upload(BigQuery client, TableLoad load, JobId jobId) {
        WriteChannelConfiguration.Builder configuration = WriteChannelConfiguration.newBuilder(
                        tableId(load.destination()))
                .setFormatOptions(format(load))
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE);
        if (!load.columns().isEmpty()) {
            configuration.setSchema(Values.schema(load.columns()));
        }
        TableDataWriteChannel channel = client.writer(jobId, configuration.build());
        try (FileChannel file = FileChannel.open(load.file(), StandardOpenOption.READ);
                channel) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            while (file.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot upload " + load.file(), e);
        }
        return channel.getJob();
    }

    private static FormatOptions format(TableLoad load) {
        return switch (load.format()) {
            case CSV ->
                CsvOptions.newBuilder()
                        .setSkipLeadingRows(1)
                        .setAllowQuotedNewLines(true)
                        .build();
            case NEWLINE_DELIMITED_JSON -> FormatOptions.json();
            case PARQUET -> FormatOptions.parquet();
        };
    }

    private static TableId tableId(TableName name) {
        return TableId.of(name.project(), name.dataset(), name.table());
    }
}
