"""Write the models of these tests from their text: ``python make_models.py`` (needs ``onnx``).

``echo.onnx`` answers each input as it came, one of every type; ``city_code.onnx`` looks a city up,
one of its cities outside the basic plane and one with U+0000.
"""

from pathlib import Path

import onnx
import onnx.parser

HERE = Path(__file__).parent

ECHO = """
<ir_version: 10, opset_import: ["": 21]>
echo (float[N, 1] price, double[N, 1] total, int32[N, 1] visits, int64[N, 1] item,
      bool[N, 1] member, string[N, 1] city, float[N, 3] taste)
  => (float[N, 1] price_out, double[N, 1] total_out, int32[N, 1] visits_out, int64[N, 1] item_out,
      bool[N, 1] member_out, string[N, 1] city_out, float[N, 3] taste_out)
{
  price_out = Identity(price)
  total_out = Identity(total)
  visits_out = Identity(visits)
  item_out = Identity(item)
  member_out = Identity(member)
  city_out = Identity(city)
  taste_out = Identity(taste)
}
"""

CITY_CODE = """
<ir_version: 10, opset_import: ["": 21, "ai.onnx.ml": 3]>
city_code (string[N, 1] city) => (int64[N, 1] code)
{
  code = ai.onnx.ml.LabelEncoder <
    keys_strings = ["EMOJI", "NUL", "Koeln"], values_int64s = [1, 2, 3], default_int64 = -1
  > (city)
}
"""


def main() -> None:
    """Write both models."""
    onnx.save(onnx.parser.parse_model(ECHO), HERE / "echo.onnx")
    city_code = onnx.parser.parse_model(CITY_CODE)
    for attribute in city_code.graph.node[0].attribute:
        if attribute.name == "keys_strings":
            # The text syntax has no escapes for these two.
            attribute.strings[0] = "\N{GRINNING FACE}".encode()
            attribute.strings[1] = b"a\0b"
    onnx.save(city_code, HERE / "city_code.onnx")


if __name__ == "__main__":
    main()
