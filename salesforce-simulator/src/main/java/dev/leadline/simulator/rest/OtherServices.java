package dev.leadline.simulator.rest;

import dev.leadline.simulator.auth.OAuthServlet;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.traffic.Traffic;
import dev.leadline.simulator.wire.Html;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The services of an org that are not simulated, {@code /services/*} and {@code /cometd/*}: each
 * refuses as it would in an org that has nothing of the kind, so that clients can read the answer.
 */
public final class OtherServices extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private final transient Sessions sessions;
  private final transient Replies replies;

  public OtherServices(Sessions sessions, Traffic traffic) {
    this.sessions = sessions;
    this.replies = new Replies(traffic);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange exchange = new Exchange(request, response, System.nanoTime());
    String path = request.getRequestURI().replaceAll("/+", "/").toLowerCase(Locale.ROOT);
    String[] parts = path.substring(1).split("/", -1);
    switch (parts.length > 1 ? parts[1] : "") {
      case "soap" -> soap(exchange, parts.length > 2 ? parts[2] : "");
      case "async" -> bulk(exchange);
      case "apexrest" -> replies.send(exchange, apex(exchange));
      default -> replies.send(exchange, Refusal.notFound().reply());
    }
  }

  /** No class is mapped to any address. */
  private Reply apex(Exchange exchange) {
    boolean known = sessions.find(OAuthServlet.bearer(exchange.request())) != null;
    return known
        ? Refusal.of(404, "NOT_FOUND", "Could not find a match for URL").reply()
        : Refusal.noSession().reply();
  }

  /** The fault of an org without the SOAP API; {@code c} is the enterprise API. */
  private void soap(Exchange exchange, String api) throws IOException {
    String code = "API_DISABLED_FOR_ORG";
    String message = "API is not enabled for this Organization or Partner";
    String names = "urn:fault." + (api.equals("c") ? "enterprise" : "partner") + ".soap.sforce.com";
    String fault =
        XML
            + """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:sf="%s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
            <soapenv:Fault><faultcode>sf:%s</faultcode><faultstring>%s: %s</faultstring>\
            <detail><sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault">\
            <sf:exceptionCode>%s</sf:exceptionCode><sf:exceptionMessage>%s</sf:exceptionMessage>\
            </sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>\
            """
                .formatted(names, code, code, message, code, message);
    write(exchange, 500, "text/xml;charset=UTF-8", fault);
  }

  /** The error of the first Bulk API: XML, or JSON for those who write or ask for JSON. */
  private void bulk(Exchange exchange) throws IOException {
    boolean known = sessions.find(exchange.request().getHeader("X-SFDC-Session")) != null;
    String code = known ? "FeatureNotEnabled" : "InvalidSessionId";
    String message = known ? "Bulk API is not enabled for this organization" : "Invalid session id";
    if (isJson(exchange.request().getContentType())
        || isJson(exchange.request().getHeader("Accept"))) {
      Map<String, String> error = new LinkedHashMap<>();
      error.put("exceptionCode", code);
      error.put("exceptionMessage", message);
      write(exchange, 400, "application/json;charset=UTF-8", Json.text(error));
      return;
    }
    String error =
        XML
            + """
            <error xmlns="http://www.force.com/2009/06/asyncapi/dataload">\
            <exceptionCode>%s</exceptionCode><exceptionMessage>%s</exceptionMessage></error>\
            """
                .formatted(code, Html.text(message));
    write(exchange, 400, "application/xml;charset=UTF-8", error);
  }

  private static boolean isJson(@Nullable String type) {
    return type != null && type.toLowerCase(Locale.ROOT).contains("json");
  }

  private void write(Exchange exchange, int status, String type, String body) throws IOException {
    exchange.response().setStatus(status);
    exchange.response().setContentType(type);
    exchange.response().getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    replies.log(exchange, status, "");
  }
}
