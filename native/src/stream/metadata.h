// What a plan's file says about the model beside its arithmetic: texts under names
// (docs/reference/plan-format.md).
#ifndef KWS_STREAM_METADATA_H_
#define KWS_STREAM_METADATA_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kws {

class Metadata {
 public:
  // Reads it from a file that ReadPlan has checked; a file may have none. False with a message if
  // it is damaged.
  bool Read(const uint8_t* file, uint64_t bytes, std::string* error);

  // NULL if the file says nothing under that name.
  const std::vector<std::string>* Find(const char* name) const;

  // Leaves `number` as it is if the file does not give it. False with a message if it is no whole
  // number from 1 to 999999999.
  bool Number(const char* name, int64_t* number, std::string* error) const;

 private:
  bool ReadEntries(const uint8_t* file, uint64_t bytes);

  std::map<std::string, std::vector<std::string>, std::less<>> entries_;
};

}  // namespace kws

#endif  // KWS_STREAM_METADATA_H_
