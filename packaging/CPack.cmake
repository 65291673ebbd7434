# SPDX-License-Identifier: GPL-3.0-or-later
# Three Debian packages: `staffroom` (component desktop), `staffroom-server` (component server), and what both depend on,
# `staffroom-tools` (component tools: staffroomctl, which reads and writes USB sticks on either side).
# The programs install themselves (app/); here are the files around them.
include(GNUInstallDirs)

install(FILES packaging/staffroom-server.service packaging/staffroom-hub.service DESTINATION lib/systemd/system COMPONENT server)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}-server COMPONENT server RENAME copyright)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}-tools COMPONENT tools RENAME copyright)
install(FILES docs/guides/administrator.md docs/guides/administrator.zh_CN.md docs/guides/course-folder.md
    docs/guides/course-folder.zh_CN.md DESTINATION ${CMAKE_INSTALL_DOCDIR}-tools COMPONENT tools)
# Where staffroomctl seed finds it: share/staffroom beside bin.
install(DIRECTORY resources/sample-county DESTINATION ${CMAKE_INSTALL_DATADIR}/staffroom COMPONENT tools)
if(STAFFROOM_UI)
    install(FILES docs/guides/teacher.md docs/guides/teacher.zh_CN.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT desktop)
    install(FILES packaging/org.staffroom.Staffroom.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT desktop)
    install(FILES packaging/org.staffroom.Staffroom.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT desktop)
    install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT desktop RENAME copyright)
    install(FILES resources/icons/staffroom.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
        RENAME org.staffroom.Staffroom.svg COMPONENT desktop)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME staffroom)
set(CPACK_PACKAGE_VENDOR Staffroom)
set(CPACK_PACKAGE_CONTACT "The Staffroom developers <developers@staffroom.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL tools server)
if(STAFFROOM_UI)
    list(APPEND CPACK_COMPONENTS_ALL desktop)
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION education)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME staffroom-tools)
# It was in that package before.
set(CPACK_DEBIAN_TOOLS_PACKAGE_BREAKS "staffroom-server (<< ${PROJECT_VERSION})")
set(CPACK_DEBIAN_TOOLS_PACKAGE_REPLACES "staffroom-server (<< ${PROJECT_VERSION})")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION "Command line of Staffroom
Makes counties, schools and people at the server, checks stores and profiles,
and carries work by USB stick where there is no network.")

set(CPACK_DEBIAN_DESKTOP_PACKAGE_NAME staffroom)
set(CPACK_COMPONENT_DESKTOP_DESCRIPTION "Professional learning for teachers, also without a network
Plans, courses, posts and search on the teacher's own PC, in step with the
school's or the county's server whenever there is a link.")
# What no library dependency pulls in: the [run] section of packaging/debian-packages.txt.
file(STRINGS packaging/debian-packages.txt lines)
set(section "")
set(loaded "")
foreach(line IN LISTS lines)
    if(line MATCHES "^\\[(.*)\\]$")
        set(section ${CMAKE_MATCH_1})
    elseif(section STREQUAL run AND line MATCHES "^[a-z0-9]")
        list(APPEND loaded ${line})
    endif()
endforeach()
list(REMOVE_ITEM loaded fonts-noto-cjk)
list(APPEND loaded "staffroom-tools (= ${PROJECT_VERSION})")
list(JOIN loaded ", " CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS)
set(CPACK_DEBIAN_DESKTOP_PACKAGE_RECOMMENDS fonts-noto-cjk)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME staffroom-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, staffroom-tools (= ${PROJECT_VERSION})")
set(scripts_of_server postinst prerm postrm)
list(TRANSFORM scripts_of_server PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/packaging/server/ OUTPUT_VARIABLE
    CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA)
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Server of Staffroom, and hub for a school
Keeps what a county's or a school's teachers plan, study and write, and brings
their PCs into step; or carries between the PCs of a school and that server.")

include(CPack)
