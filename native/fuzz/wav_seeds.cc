// Writes WAV files of a few shapes into a directory, behind the wav fuzzer's two bytes of settings:
// what it starts from.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "seed_file.h"

namespace {

void Number(std::vector<uint8_t>* file, uint32_t value, int width) {
  for (int i = 0; i < width; ++i) file->push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void Tag(std::vector<uint8_t>* file, const char* tag) { file->insert(file->end(), tag, tag + 4); }

struct Shape {
  const char* name;
  uint32_t channels;
  uint32_t format_bytes;
  const char* before_format;  // a chunk's id, or null
  const char* before_data;
  uint8_t settings;  // the fuzzer's second byte
};

std::vector<uint8_t> Wav(const Shape& shape) {
  constexpr uint32_t kFrames = 40, kRate = 16000;
  std::vector<uint8_t> file = {kFrames - 1, shape.settings};
  Tag(&file, "RIFF");
  Number(&file, 36 + kFrames * 2 * shape.channels, 4);
  Tag(&file, "WAVE");
  const auto other = [&file](const char* tag) {
    if (tag == nullptr) return;
    Tag(&file, tag);
    Number(&file, 6, 4);
    Number(&file, 0x1234, 4);
    Number(&file, 0x5678, 2);
  };
  other(shape.before_format);
  Tag(&file, "fmt ");
  Number(&file, shape.format_bytes, 4);
  Number(&file, 1, 2);
  Number(&file, shape.channels, 2);
  Number(&file, kRate, 4);
  Number(&file, kRate * 2 * shape.channels, 4);
  Number(&file, 2 * shape.channels, 2);
  Number(&file, 16, 2);
  Number(&file, 0, static_cast<int>(shape.format_bytes) - 16);
  other(shape.before_data);
  Tag(&file, "data");
  Number(&file, kFrames * 2 * shape.channels, 4);
  for (uint32_t i = 0; i < kFrames * shape.channels; ++i) Number(&file, i * 4001, 2);
  return file;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: wav_seeds DIRECTORY\n");
    return 2;
  }
  const Shape shapes[] = {
      {"mono", 1, 16, nullptr, nullptr, 0xc0},
      {"stereo", 2, 16, nullptr, "LIST", 0x01},
      {"three_to_one", 3, 18, "JUNK", nullptr, 0},
      {"long_format", 1, 18, "bext", "LIST", 0x80},
  };
  for (const Shape& shape : shapes) {
    if (!kws::WriteSeed(argv[1], shape.name, Wav(shape))) return 1;
  }
  return 0;
}
