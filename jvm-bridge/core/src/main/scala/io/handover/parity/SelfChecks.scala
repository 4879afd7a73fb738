package io.handover.parity

import io.handover.Row
import io.handover.bundle.Profile
import io.handover.verdict.{DeterminismCheck, Status}
import java.util.concurrent.{Callable, CountDownLatch, ExecutionException, Executors, Future}
import scala.jdk.CollectionConverters.{ListHasAsScala, SeqHasAsJava}
import scala.util.Random

/** An implementation against itself: asked again, in another order, all at once, from four threads.
  *
  * Compared with the main pass within each output's tolerance. Only vectors that were answered take
  * part: one that throws would hide the others.
  */
private[parity] final class SelfChecks(
    answered: Vector[Played.Answered],
    ask: Vector[Row] => BackendReply,
    judge: Judge
) {

  private type Again = Either[String, Vector[(Played.Answered, Row)]]

  /** The four checks of a model; those with several rows a call only where the profile allows them.
    */
  def ofModel(profile: Profile): Vector[DeterminismCheck] = {
    val alone =
      Option.when(!profile.allowsBatches)("the bundle's profile allows one row a call only")
    run(
      ("repeat", None, () => oneByOne(answered)),
      ("shuffled", alone, () => oneApart(shuffled)),
      ("batch", alone, () => atOnce(answered)),
      ("threads", None, () => inThreads())
    )
  }

  /** The two checks of a feature step, which gets one row a call. */
  def ofFeatures: Vector[DeterminismCheck] = run(
    ("features-repeat", None, () => oneByOne(answered)),
    ("features-threads", None, () => inThreads())
  )

  private def run(checks: (String, Option[String], () => Again)*): Vector[DeterminismCheck] =
    checks.toVector.map { case (name, refusal, again) =>
      val reason = if (answered.isEmpty) Some("no vector was answered with values") else refusal
      reason match {
        case Some(why) => DeterminismCheck(name, Status.Skipped, 0, Vector.empty, why)
        case None      => check(name, again())
      }
    }

  private def check(name: String, again: Again): DeterminismCheck = again match {
    case Left(why)      => DeterminismCheck(name, Status.Errored, 0, Vector.empty, why)
    case Right(answers) =>
      val differing = answers.collect {
        case (before, after) if differs(before, after) => before.vector.id
      }.distinct
      val total = answered.length
      if (differing.isEmpty)
        DeterminismCheck(name, Status.Passed, 0, Vector.empty, s"$total vectors, all the same")
      else {
        val moved = if (reordered(answers)) "; the same answers, on other rows" else ""
        val detail = s"${differing.length} of $total vectors answered otherwise$moved"
        val named = differing.take(DeterminismCheck.Most)
        DeterminismCheck(name, Status.Failed, differing.length, named, detail)
      }
  }

  private def differs(before: Played.Answered, after: Row): Boolean =
    judge.judge(before.vector, before.answer, after).differences.nonEmpty

  private def reordered(answers: Vector[(Played.Answered, Row)]): Boolean =
    answers.length == answered.length &&
      answers.map(_._1.answer).diff(answers.map(_._2)).isEmpty

  private def oneByOne(rows: Vector[Played.Answered]): Again =
    rows.foldLeft[Again](Right(Vector.empty)) { (done, each) =>
      done.flatMap(found => atOnce(Vector(each)).map(found ++ _))
    }

  private def atOnce(rows: Vector[Played.Answered]): Again =
    ask(rows.flatMap(_.vector.row)) match {
      case BackendReply.Answered(answers)     => Right(rows.zip(answers))
      case BackendReply.Refused(code, column) => Left(s"rejected $code $column, answered before")
      case BackendReply.Broken(error)         =>
        Left(s"${error.code} ${error.exception}: ${error.message}".take(300))
    }

  /** All rows but one, and that one alone: of two sizes in a row, only one divides by any chunk. */
  private def oneApart(rows: Vector[Played.Answered]): Again = {
    val (most, last) = rows.splitAt((rows.length - 1).max(1))
    Vector(most, last).filter(_.nonEmpty).foldLeft[Again](Right(Vector.empty)) { (done, part) =>
      done.flatMap(found => atOnce(part).map(found ++ _))
    }
  }

  private def shuffled: Vector[Played.Answered] = new Random(SelfChecks.Seed).shuffle(answered)

  /** Every thread asks for every row, each from another start, so that different rows meet. */
  private def inThreads(): Again = {
    val pool = Executors.newFixedThreadPool(SelfChecks.Threads)
    val together = new CountDownLatch(SelfChecks.Threads)
    val tasks = Vector.tabulate(SelfChecks.Threads) { index =>
      val (head, tail) = answered.splitAt(answered.length * index / SelfChecks.Threads)
      val task: Callable[Again] = () => {
        together.countDown()
        together.await()
        oneByOne(tail ++ head)
      }
      task
    }
    try {
      val answers = pool.invokeAll(tasks.asJava).asScala.toVector.map(SelfChecks.get)
      answers.foldLeft[Again](Right(Vector.empty)) { (done, found) =>
        done.flatMap(rows => found.map(rows ++ _))
      }
    } finally { val _ = pool.shutdownNow() }
  }
}

private[parity] object SelfChecks {

  /** Of the shuffled order, so that two runs ask alike. */
  val Seed: Long = 20L

  /** How many threads ask at once. */
  val Threads: Int = 4

  // An OutOfMemoryError of a thread is one of the JVM: it goes on as what it is.
  private def get[A](done: Future[A]): A =
    try done.get()
    catch { case failed: ExecutionException => throw failed.getCause }
}
