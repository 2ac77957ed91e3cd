// What jni.h asks of a platform, for 64-bit Windows: how functions cross a library's border, and the types whose sizes C leaves
// open (Java Native Interface Specification, chapter 3). Other systems share the JDK's own file.
#ifndef KWS_JNI_MD_H_
#define KWS_JNI_MD_H_

#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL

typedef signed char jbyte;
typedef int jint;
typedef long long jlong;

#endif  // KWS_JNI_MD_H_
