package dev.leadline.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;

/** A process that runs an embedded server and never stops it, for tests that kill it. */
final class RunEmbedded {

  private RunEmbedded() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    Jdbi.create(Address.of(postgres.settings(1)).plain())
        .useHandle(h -> {
          h.execute("DROP TABLE IF EXISTS orphaned");
          h.execute("CREATE TABLE orphaned AS SELECT generate_series(1, 1000) AS n");
        });
    System.out.println("ready " + postgres.running().orElseThrow().pid());
    new CountDownLatch(1).await();
  }
}
