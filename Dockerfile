# Builds the jar, then keeps only a Java runtime, the jar and the routes.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml application.properties ./
COPY src ./src
COPY routes ./routes
RUN mvn -q -B -DskipTests package

# glibc, since the embedded PostgreSQL is built for it.
FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --home-dir /bactrian bactrian && mkdir -p /bactrian /data && chown bactrian /data
WORKDIR /bactrian
COPY --from=build /build/target/bactrian.jar ./bactrian.jar
COPY routes ./routes
COPY application.properties ./application.properties
USER 10001
ENV SERVER_HOST=0.0.0.0 DATA_DIRECTORY=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-jar", "bactrian.jar", "health"]
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx256m", "-jar", "bactrian.jar"]
CMD ["serve"]
