package dev.leadline.simulator.page;

import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.traffic.CallLog;
import dev.leadline.simulator.traffic.Traffic;
import dev.leadline.simulator.wire.Html;

/** The counters and the log of API calls. */
final class CallsPage {

  private static final int SHOWN = 200;

  private CallsPage() {}

  static String page(View view, Traffic traffic) {
    StringBuilder html = new StringBuilder();
    html.append(
        "<p>%d of %d calls used in the last 24 hours of the org's clock, %d since the last reset.</p>"
            .formatted(
                traffic.counters().used(),
                traffic.counters().dailyMax(),
                traffic.counters().total()));
    html.append(
        "<h2>By kind</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Calls</th></tr></thead><tbody>");
    traffic
        .counters()
        .byKind()
        .forEach((kind, calls) ->
            html.append(
                "<tr><td><code>%s</code></td><td class=\"number\">%d</td></tr>"
                    .formatted(Html.text(kind), calls)));
    html.append(
        "</tbody></table></div><h2>Latest calls</h2><div class=\"scroll\"><table><thead><tr>");
    for (String column :
        new String[] {"Time", "User", "Call", "Status", "Millis", "Counted", "Note"}) {
      html.append("<th scope=\"col\">").append(column).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    traffic.log().latest(SHOWN).forEach(entry -> html.append(line(view, entry)));
    return view.page("API calls", html.append("</tbody></table></div>").toString());
  }

  private static String line(View view, CallLog.Entry entry) {
    Row user = view.org().find(entry.user());
    return "<tr><td>%s</td><td>%s</td><td><code>%s %s</code></td><td class=\"%s\">%d</td><td class=\"number\">%.1f</td><td class=\"number\">%d</td><td>%s</td></tr>"
        .formatted(
            Html.text(entry.at()),
            Html.text(user == null ? "" : view.name(user)),
            Html.text(entry.method()),
            Html.text(entry.path()),
            entry.status() >= 400 || entry.status() == 0 ? "bad" : "",
            entry.status(),
            entry.micros() / 1000.0,
            entry.counted(),
            Html.text(entry.note()));
  }
}
