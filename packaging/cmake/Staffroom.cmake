# SPDX-License-Identifier: GPL-3.0-or-later
# How every target of the project is compiled, and the packages that they are built on.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(STAFFROOM_CCACHE ccache)
if(STAFFROOM_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${STAFFROOM_CCACHE})
endif()

add_library(staffroom_flags INTERFACE)
target_compile_options(staffroom_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Werror)
target_compile_definitions(staffroom_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_DEPRECATED_WARNINGS STAFFROOM_VERSION="${PROJECT_VERSION}")
target_include_directories(staffroom_flags INTERFACE ${PROJECT_SOURCE_DIR})
if(STAFFROOM_SANITIZE)
    # GCC 12 takes what the sanitizers add for uses before an initialization, in the standard library's own headers.
    target_compile_options(staffroom_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(staffroom_flags INTERFACE -fsanitize=address,undefined)
endif()
if(STAFFROOM_FAILPOINTS)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        message(FATAL_ERROR "STAFFROOM_FAILPOINTS is for tests: what is packaged has no places where it can be told to die")
    endif()
    target_compile_definitions(staffroom_flags INTERFACE STAFFROOM_FAILPOINTS)
endif()
if(STAFFROOM_FUZZ)
    # clang only; another compiler's warnings are judged by the ordinary build.
    target_compile_options(staffroom_flags INTERFACE -fsanitize=fuzzer-no-link -Wno-error)
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(LIBARCHIVE REQUIRED IMPORTED_TARGET libarchive)
find_package(SQLiteCpp REQUIRED)
find_package(OpenSSL REQUIRED)
set(STAFFROOM_QT Core Network)
if(STAFFROOM_UI)
    list(APPEND STAFFROOM_QT Gui Qml Quick QuickControls2 Svg WebEngineQuick WebChannel LinguistTools)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${STAFFROOM_QT})
set(CMAKE_AUTOMOC OFF)

# staffroom_library(base [DEPS …] [PRIVATE_DEPS …] [MOC]): one static library from the *.cpp of the current folder.
function(staffroom_library name)
    cmake_parse_arguments(ARG "MOC" "" "DEPS;PRIVATE_DEPS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
    add_library(staffroom_${name} STATIC ${sources})
    add_library(staffroom::${name} ALIAS staffroom_${name})
    target_link_libraries(staffroom_${name} PUBLIC staffroom_flags ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
    if(ARG_MOC)
        set_target_properties(staffroom_${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()
