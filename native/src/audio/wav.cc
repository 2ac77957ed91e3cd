#include "audio/wav.h"

#include <cstring>
#include <limits>

#include "core/kernel.h"

namespace kws {
namespace {

constexpr const char* kSkippedBeforeFormat[] = {"JUNK", "bext", "iXML", "qlty",
                                                "mext", "levl", "link", "axml"};

// A cursor that never leaves the bytes; after the first failure every read gives zeros.
class Reader {
 public:
  Reader(const uint8_t* bytes, uint64_t size, RunError* error)
      : bytes_(bytes), size_(size), error_(error) {}

  uint32_t Number(int width) {
    if (!Has(width)) return 0;
    uint32_t value = 0;
    for (int i = 0; i < width; ++i) value |= static_cast<uint32_t>(bytes_[at_ + i]) << (8 * i);
    at_ += width;
    return value;
  }

  // Four characters; what cannot be printed becomes '?'.
  void Tag(char tag[5]) {
    memset(tag, 0, 5);
    if (!Has(4)) return;
    for (int i = 0; i < 4; ++i) {
      const uint8_t c = bytes_[at_ + i];
      tag[i] = c < ' ' || c > '~' ? '?' : static_cast<char>(c);
    }
    at_ += 4;
  }

  void Expect(const char* wanted) {
    char tag[5];
    Tag(tag);
    if (!failed() && strcmp(tag, wanted) != 0)
      error_->Set("bad WAV: '%s' where %s should be", tag, wanted);
  }

  void Skip(uint64_t count) {
    if (Has(count)) at_ += count;
  }
  // As Skip, but leaving the bytes is no failure: there is nothing more to read then.
  void SkipLoosely(uint64_t count) { at_ += count; }

  bool Has(uint64_t count) {
    if (failed()) return false;
    if (at_ <= size_ && count <= size_ - at_) return true;
    error_->Set("bad WAV: cut short at byte %llu", static_cast<unsigned long long>(size_));
    return false;
  }

  bool failed() const { return error_->failed(); }
  bool AtEnd() const { return at_ >= size_; }
  const uint8_t* here() const { return bytes_ + at_; }

 private:
  const uint8_t* bytes_;
  uint64_t size_;
  uint64_t at_ = 0;
  RunError* error_;
};

bool IsSkippedBeforeFormat(const char* tag) {
  for (const char* known : kSkippedBeforeFormat) {
    if (strcmp(tag, known) == 0) return true;
  }
  return false;
}

// Up to and with the fmt chunk's id.
void FindFormat(Reader* reader, RunError* error) {
  reader->Expect("RIFF");
  reader->Number(4);
  reader->Expect("WAVE");
  char tag[5];
  for (reader->Tag(tag); !reader->failed() && strcmp(tag, "fmt ") != 0; reader->Tag(tag)) {
    if (!IsSkippedBeforeFormat(tag)) {
      error->Set("bad WAV: chunk '%s' before the format", tag);
      return;
    }
    reader->Skip(reader->Number(4));
  }
}

struct Format {
  uint32_t channels;
  uint32_t rate;
  uint32_t bytes_per_frame;
};

Format ReadFormat(Reader* reader, RunError* error) {
  const uint32_t size = reader->Number(4);
  if (!error->failed() && size != 16 && size != 18)
    error->Set("bad WAV: format chunk of %u bytes, not 16 or 18", size);
  const uint32_t coding = reader->Number(2);
  if (!error->failed() && coding != 1) error->Set("bad WAV: audio format %u, not 1 (PCM)", coding);
  Format format;
  format.channels = reader->Number(2);
  if (!error->failed() && format.channels < 1) error->Set("bad WAV: no channels");
  format.rate = reader->Number(4);
  const uint32_t bytes_per_second = reader->Number(4);
  format.bytes_per_frame = reader->Number(2);
  const uint32_t bits = reader->Number(2);
  if (error->failed()) return format;
  if (bits != 16) {
    error->Set("bad WAV: %u bits per sample, not 16", bits);
  } else if (format.bytes_per_frame != 2 * format.channels) {
    error->Set("bad WAV: %u bytes per frame for %u channels", format.bytes_per_frame,
               format.channels);
  } else if (bytes_per_second != format.bytes_per_frame * format.rate) {
    error->Set("bad WAV: %u bytes per second for %u frames of %u bytes", bytes_per_second,
               format.rate, format.bytes_per_frame);
  }
  if (size == 18) reader->SkipLoosely(2);
  return format;
}

}  // namespace

bool ParseWav(const uint8_t* bytes, uint64_t size, WavSamples* wav, RunError* error) {
  constexpr uint32_t kMost = std::numeric_limits<int32_t>::max();
  if (size > kMost) {
    error->Set("bad WAV: larger than 2^31 bytes");
    return false;
  }
  Reader reader(bytes, size, error);
  FindFormat(&reader, error);
  if (error->failed()) return false;
  const Format format = ReadFormat(&reader, error);
  while (!error->failed() && !reader.AtEnd()) {
    char tag[5];
    reader.Tag(tag);
    const uint32_t chunk = reader.Number(4);
    if (error->failed()) return false;
    if (chunk > kMost) {
      error->Set("bad WAV: chunk '%s' of %u bytes", tag, chunk);
    } else if (strcmp(tag, "data") != 0) {
      reader.SkipLoosely(chunk);
    } else if (wav->data != nullptr) {
      error->Set("bad WAV: more than one data chunk");
    } else {
      const uint32_t frames = chunk / format.bytes_per_frame;
      wav->data = reader.here();
      wav->frames = frames;
      reader.Skip(uint64_t{frames} * format.bytes_per_frame);
    }
  }
  if (!error->failed() && wav->data == nullptr) error->Set("bad WAV: no data chunk");
  wav->channels = static_cast<int32_t>(format.channels);
  wav->rate = static_cast<int32_t>(format.rate);
  return !error->failed();
}

}  // namespace kws
