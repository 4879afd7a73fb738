package io.handover.gateway

import io.handover.json.{Json, JsonReader}
import java.io.{BufferedReader, InputStreamReader}
import java.net.{InetAddress, Socket}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.Path
import java.util.concurrent.TimeUnit.SECONDS
import munit.FunSuite

class MainTest extends FunSuite {
  private val token = "0123456789abcdef0123456789abcdef"

  private def start(token: Option[String]): Process = {
    val program = Path.of(sys.props("java.home"), "bin", "java").toString
    val builder =
      new ProcessBuilder(program, "-cp", sys.props("java.class.path"), "io.handover.gateway.Main")
    token.foreach(builder.environment.put("HANDOVER_GATEWAY_TOKEN", _))
    builder.start()
  }

  private def withGateway[A](use: (Process, Json) => A): A = {
    val process = start(Some(token))
    try {
      val line = new BufferedReader(new InputStreamReader(process.getInputStream, UTF_8)).readLine()
      assert(line.startsWith(Hello.prefix), line)
      val hello = JsonReader.read(line.stripPrefix(Hello.prefix), "hello")
      use(process, hello.fold(fault => fail(fault.line), identity))
    } finally process.destroyForcibly(): Unit
  }

  private def port(hello: Json): Int = hello.get("port").flatMap(_.long).fold(0)(_.toInt)

  test("the hello line says protocol, port, process and versions") {
    withGateway { (process, hello) =>
      assertEquals(hello.get("protocol"), Some(Json.int(1)))
      assertEquals(hello.get("pid"), Some(Json.int(process.pid)))
      assertEquals(hello.get("java").flatMap(_.text), sys.props.get("java.version"))
      assert(port(hello) > 1024)
    }
  }

  test("the JVM ends when its standard input does") {
    withGateway { (process, _) =>
      process.getOutputStream.close()
      assert(process.waitFor(5, SECONDS), "still running after 5 s")
      assertEquals(process.exitValue, 0)
    }
  }

  test("without a token nothing is obeyed") {
    withGateway { (_, hello) =>
      val socket = new Socket(InetAddress.getLoopbackAddress, port(hello))
      try {
        socket.setSoTimeout(5000)
        // What a client sends that wants System.exit(3): call, static class, method, end.
        socket.getOutputStream.write("c\nz:java.lang.System\nexit\ni3\ne\n".getBytes(UTF_8))
        socket.getOutputStream.flush()
        val said =
          new BufferedReader(new InputStreamReader(socket.getInputStream, UTF_8)).readLine()
        assert(Option(said).forall(_.contains("Authentication error")), said)
      } finally socket.close()
    }
  }

  test("a missing or short token ends it with 4") {
    Vector(None, Some("short")).foreach { token =>
      val process = start(token)
      assert(process.waitFor(20, SECONDS))
      assertEquals(process.exitValue, 4)
    }
  }
}
