#include "stream/labels.h"

#include <algorithm>
#include <utility>

namespace kws {
namespace {

// In bytes: UTF-8's others are no control characters but for U+0080 … U+009F, U+2028 and U+2029,
// which show as nothing here.
bool IsName(const std::string& label) {
  const auto control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  };
  return label.find_first_not_of(' ') != std::string::npos &&
         std::none_of(label.begin(), label.end(), control);
}

std::string Plain(const std::string& label) {
  if (label == "_silence_") return "silence";
  return label == "_unknown_" ? "unknown" : label;
}

}  // namespace

bool Labels::Set(std::vector<std::string> names, std::string* error) {
  if (names.empty()) {
    *error = "no labels";
    return false;
  }
  std::map<std::string, int> places;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!IsName(names[i])) {
      *error = "label " + std::to_string(i + 1) + " is no name: '" + names[i] + "'";
      return false;
    }
    if (!places.emplace(names[i], static_cast<int>(i)).second) {
      *error = "label '" + names[i] + "' is listed twice";
      return false;
    }
  }
  names_ = std::move(names);
  places_ = std::move(places);
  const bool marked = Find("_silence_") >= 0 || Find("_unknown_") >= 0;
  silence_ = Find(marked ? "_silence_" : "silence");
  unknown_ = Find(marked ? "_unknown_" : "unknown");
  return true;
}

int Labels::Find(const std::string& name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? -1 : found->second;
}

std::string Labels::Joined() const {
  std::string joined;
  for (const std::string& name : names_) joined += (joined.empty() ? "" : " ") + name;
  return joined;
}

bool Labels::Agrees(const Labels& own, std::string* error) const {
  if (count() != own.count()) {
    *error = std::to_string(count()) + " labels for a model that names " +
             std::to_string(own.count()) + " classes";
    return false;
  }
  for (size_t i = 0; i < names_.size(); ++i) {
    if (Plain(names_[i]) == Plain(own.names_[i])) continue;
    *error = "label " + std::to_string(i + 1) + " is '" + names_[i] + "', but '" + own.names_[i] +
             "' in the model, which names its own classes";
    return false;
  }
  return true;
}

}  // namespace kws
