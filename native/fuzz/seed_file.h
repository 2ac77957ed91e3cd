// How the seed writers keep a file for a fuzzer to start from.
#ifndef KWS_FUZZ_SEED_FILE_H_
#define KWS_FUZZ_SEED_FILE_H_

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace kws {

// False, with a line on stderr, if it cannot be written.
inline bool WriteSeed(const std::string& directory, const std::string& name,
                      const std::vector<uint8_t>& bytes) {
  const std::string path = directory + "/" + name;
  FILE* file = fopen(path.c_str(), "wb");
  const bool written =
      file != nullptr && fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file != nullptr && fclose(file) == 0;
  if (!written || !closed) fprintf(stderr, "cannot write %s\n", path.c_str());
  return written && closed;
}

}  // namespace kws

#endif  // KWS_FUZZ_SEED_FILE_H_
