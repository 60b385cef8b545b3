package dev.leadline.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses NUL in what was typed: no browser sends it, and the database cannot hold it. */
public final class RefuseNul extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    boolean refused =
        request.getParameterMap().values().stream()
            .flatMap(Stream::of)
            .anyMatch(value -> value.indexOf('\0') >= 0);
    if (refused) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else {
      next.doFilter(request, response);
    }
  }
}
