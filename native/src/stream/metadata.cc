#include "stream/metadata.h"

#include <cstring>
#include <utility>

#include "core/plan_records.h"

namespace kws {
namespace {

constexpr char kMagic[8] = {'K', 'W', 'S', 'M', 'E', 'T', 'A', '1'};
constexpr uint64_t kEndBytes = 64;
constexpr uint64_t kMaxBytes = uint64_t{1} << 20;
// Of all names and texts: words can share a long string. Real ones are less, as names have at most
// 64 characters, and the texts 2^20 together.
constexpr uint64_t kMaxTextBytes = uint64_t{1} << 24;

struct EndRecord {
  char magic[8];
  uint64_t offset;
  uint64_t bytes;
};

// Reads words one by one; the first that is missing or no string ends it.
class Words {
 public:
  Words(const uint8_t* words, uint64_t bytes, const uint8_t* strings, uint64_t string_bytes)
      : words_(words), left_(bytes / 4), strings_(strings), string_bytes_(string_bytes) {}

  uint64_t left() const { return left_; }

  bool Next(uint32_t* word) {
    if (left_ == 0) return false;
    memcpy(word, words_, 4);
    words_ += 4;
    --left_;
    return true;
  }

  // The strings' section ends with a zero, as ReadPlan has checked.
  bool Text(std::string* text) {
    uint32_t offset;
    if (!Next(&offset) || offset >= string_bytes_) return false;
    const char* found = reinterpret_cast<const char*>(strings_ + offset);
    const uint64_t bytes = strlen(found);
    if (bytes > text_left_) return false;
    text_left_ -= bytes;
    text->assign(found, bytes);
    return true;
  }

 private:
  const uint8_t* words_;
  uint64_t left_;
  const uint8_t* strings_;
  uint64_t string_bytes_;
  uint64_t text_left_ = kMaxTextBytes;
};

bool ReadEntry(Words* words, std::string* name, std::vector<std::string>* texts) {
  uint32_t count;
  if (!words->Text(name) || !words->Next(&count) || count > words->left()) return false;
  texts->resize(count);
  for (std::string& text : *texts) {
    if (!words->Text(&text)) return false;
  }
  return true;
}

}  // namespace

bool Metadata::Read(const uint8_t* file, uint64_t bytes, std::string* error) {
  if (ReadEntries(file, bytes)) return true;
  *error = "plan: its metadata is damaged";
  return false;
}

bool Metadata::ReadEntries(const uint8_t* file, uint64_t bytes) {
  EndRecord end;
  memcpy(&end, file + bytes - kEndBytes, sizeof(end));
  if (memcmp(end.magic, kMagic, sizeof(kMagic)) != 0) return true;
  if (end.bytes > kMaxBytes || end.bytes % 4 != 0 || end.offset < sizeof(HeaderRecord) ||
      end.offset > bytes - kEndBytes || end.bytes > bytes - kEndBytes - end.offset) {
    return false;
  }
  const auto* header = reinterpret_cast<const HeaderRecord*>(file);
  Words words(file + end.offset, end.bytes, file + header->strings.offset, header->strings.bytes);
  while (words.left() > 0) {
    std::string name;
    std::vector<std::string> texts;
    if (!ReadEntry(&words, &name, &texts)) return false;
    if (!entries_.emplace(std::move(name), std::move(texts)).second) return false;  // there twice
  }
  return true;
}

const std::vector<std::string>* Metadata::Find(const char* name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

bool Metadata::Number(const char* name, int64_t* number, std::string* error) const {
  const std::vector<std::string>* texts = Find(name);
  if (texts == nullptr) return true;
  const std::string text = texts->size() == 1 ? texts->front() : "";
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  if (text.empty() || text.size() > 9 || !digits || text[0] == '0') {
    *error = std::string("the model's ") + name + " is '" + text + "', no number from 1 on";
    return false;
  }
  *number = std::stoll(text);
  return true;
}

}  // namespace kws
