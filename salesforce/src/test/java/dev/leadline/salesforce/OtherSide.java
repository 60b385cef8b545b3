package dev.leadline.salesforce;

import dev.leadline.connector.Remote;
import java.util.Map;

/** A remote under test, and the hands of somebody who works over there. */
interface OtherSide {
  Remote remote();

  /** Makes a record; answers its id. */
  String make(String type, Map<String, String> values);

  void edit(String id, Map<String, String> values);

  void delete(String id);

  /** Lets a second pass. */
  void tick();
}
