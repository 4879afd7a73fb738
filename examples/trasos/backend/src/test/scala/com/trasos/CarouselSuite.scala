package com.trasos

import java.nio.file.{Files, Path}

import io.handover.Bundle
import munit.FunSuite

class CarouselSuite extends FunSuite {
  private lazy val shelf = ItemShelf.read(Files.newInputStream(Path.of("../dist/item_vectors.tsv")))
  private lazy val items = Bundle.open(Path.of("../dist/similar-items-1.0.0.handover")) match {
    case Right(bundle) => new SimilarItems(bundle)
    case Left(faults)  => fail(faults.map(_.line).mkString("\n"))
  }

  override def afterAll(): Unit = items.close()

  test("an article's page shows other articles, each once and never itself") {
    shelf.itemIds.foreach { itemId =>
      val shown = items.carousel(shelf, itemId, first = 10)
      assertEquals(shown.size, 10)
      assertEquals(shown.distinct, shown)
      assert(!shown.contains(itemId) && shown.forall(shelf.itemIds.contains), s"article $itemId")
    }
  }

  test("an article that is not on the shelf shows nothing") {
    assertEquals(items.carousel(shelf, itemId = -1, first = 10), Vector.empty)
  }
}
