package dev.leadline.server.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody needs to know to look around.
 *
 * @param hub the hub's URL
 * @param salesforce the URL of the org's API and its pages
 * @param salesforceToken an access token for its API
 * @param writeKey of the website
 * @param user who may do everything
 */
public record Greeting(
    String hub,
    String salesforce,
    String salesforceToken,
    String writeKey,
    String user,
    String password) {

  @Override
  public String toString() {
    return "Greeting[" + hub + ", " + salesforce + "]"; // never the secrets
  }

  /** One line for a script. */
  public String json() {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("hub", hub);
    line.put("salesforce", salesforce);
    line.put("salesforceToken", salesforceToken);
    line.put("writeKey", writeKey);
    line.put("user", user);
    line.put("password", password);
    return JsonMapper.shared().writeValueAsString(line);
  }

  /** A page for a person. */
  public String text() {
    return """

    Leadline is ready.

      Hub                     %1$s
      Sign in as              %5$s
      with the password       %6$s
      Simulated Salesforce    %2$s

    Three things to try, in another terminal:

    1. Somebody signs up on the website. A rule gives her to the European sales team, and a lead
       appears in Salesforce:

       curl -u %4$s: %1$s/v1/identify -H 'Content-Type: application/json' -d '{
         "userId": "u-1001",
         "traits": {"email": "clara.lindqvist@brook-and-dale.example", "firstName": "Clara",
           "lastName": "Lindqvist", "company": "Brook & Dale", "title": "Head of Operations",
           "country": "Germany"}}'

    2. Sales changes her title in Salesforce; some seconds later her prospect has it. Do it by hand
       on the pages of the simulated org (%2$s), or so:

       curl -X PATCH %2$s/services/data/v65.0/sobjects/Lead/Email/clara.lindqvist@brook-and-dale.example \\
         -H 'Authorization: Bearer %3$s' \\
         -H 'Content-Type: application/json' -d '{"Title": "Chief Operating Officer"}'

    3. The same with Segment's own library (npm install @segment/analytics-node):

       node -e '
         const {Analytics} = require("@segment/analytics-node");
         const analytics = new Analytics({writeKey: "%4$s", host: "%1$s"});
         analytics.identify({userId: "u-1002", traits: {email: "kenji.hayashi@sora-and-sons.example",
           firstName: "Kenji", lastName: "Hayashi", company: "Sora & Sons", country: "Japan"}});
         analytics.closeAndFlush();'

    Some events come by themselves. Ctrl-C ends the demo; its data lasts until the next one starts.
    """
        .formatted(hub, salesforce, salesforceToken, writeKey, user, password);
  }
}
