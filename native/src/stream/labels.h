// The labels of a model's scores, and which of them are words to spot.
#ifndef KWS_STREAM_LABELS_H_
#define KWS_STREAM_LABELS_H_

#include <map>
#include <string>
#include <vector>

namespace kws {

class Labels {
 public:
  // False with a message if there is none, or one is blank, of several lines, or there twice.
  bool Set(std::vector<std::string> names, std::string* error);

  const std::string& name(int label) const { return names_[static_cast<size_t>(label)]; }
  int count() const { return static_cast<int>(names_.size()); }
  // -1 if no label has that name.
  int Find(const std::string& name) const;
  // Which label is silence; -1 if none is.
  int silence() const { return silence_; }
  // Silence and unknown are none: "_silence_" and "_unknown_", or, where a model has neither of
  // these, "silence" and "unknown".
  bool IsKeyword(int label) const { return label != silence_ && label != unknown_; }
  std::string Joined() const;

  // Whether both name the same classes in the same order, with underscores around silence and
  // unknown or without. False with a message that names the first that differs.
  bool Agrees(const Labels& own, std::string* error) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, int> places_;
  int silence_ = -1;
  int unknown_ = -1;
};

}  // namespace kws

#endif  // KWS_STREAM_LABELS_H_
