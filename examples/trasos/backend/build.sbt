// The backend of the Trasos shop, as its data engineers keep it: a build of its own that knows
// handover as a library, in the version that `sbt publishLocal` in jvm-bridge/ leaves behind.
val handover = "0.1.0-SNAPSHOT"

ThisBuild / organization := "com.trasos"
ThisBuild / version := "1.0.0"
ThisBuild / scalaVersion := "2.13.18"

val shared = Seq(
  scalacOptions ++= Seq(
    "-deprecation",
    "-feature",
    "-Xsource:3",
    "-Xlint:_,-byname-implicit",
    "-Werror"
  ),
  Test / fork := true,
  Test / baseDirectory := (ThisBuild / baseDirectory).value
)

lazy val backend = project
  .in(file("."))
  .aggregate(faulty, runtime)
  .settings(
    shared,
    name := "trasos-backend",
    libraryDependencies ++= Seq(
      "io.handover" %% "handover-core" % handover,
      "io.handover" %% "handover-evaluator" % handover,
      "io.handover" %% "handover-testkit" % handover % Test,
      "org.scalameta" %% "munit" % "1.2.4" % Test
    )
  )

// Similar items through ONNX Runtime, whose native library nothing else here needs.
lazy val runtime = project
  .in(file("runtime"))
  .dependsOn(LocalProject("backend"))
  .settings(
    shared,
    name := "trasos-backend-runtime",
    libraryDependencies ++= Seq(
      "io.handover" %% "handover-onnxruntime" % handover,
      "io.handover" %% "handover-testkit" % handover % Test,
      "org.scalameta" %% "munit" % "1.2.4" % Test
    )
  )

// Every test but those of `runtime`.
addCommandAlias(
  "testWithoutNatives",
  "; set backend / Test / test / aggregate := false; test; faulty/test"
)

// The same backends with one planted fault each: what a verdict must not let through.
lazy val faulty = project
  .in(file("faulty"))
  .dependsOn(LocalProject("backend"))
  .settings(
    shared,
    name := "trasos-backend-faulty",
    publish / skip := true,
    libraryDependencies += "org.scalameta" %% "munit" % "1.2.4" % Test
  )
