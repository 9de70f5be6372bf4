/** BigQuery's Storage API, which clients speak over gRPC. */
package io.meshwright.emulator.rpc;
