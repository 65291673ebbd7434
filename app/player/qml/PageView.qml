// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtWebEngine
import Staffroom.Player

Item {
    id: pageView

    required property CoursePlayer player
    property bool loaded: false

    readonly property string readPlace: "(function(){var d=document.scrollingElement||document.documentElement;" + "var m=d.scrollHeight-window.innerHeight;return m>0?Math.min(1,Math.max(0,d.scrollTop/m)):1;})()"

    function scrollTo(fraction) {
        view.runJavaScript("(function(){var d=document.scrollingElement||document.documentElement;" + "d.scrollTop=" + Number(fraction) + "*(d.scrollHeight-window.innerHeight);})()", WebEngineScript.ApplicationWorld);
    }
    function themeScript() {
        return "(function(){function set(){if(document.documentElement)document.documentElement.setAttribute('data-theme','" + (player.dark ? "dark" : "light") + "');" + "return !!document.documentElement;}if(!set())new MutationObserver(function(c,o){if(set())o.disconnect();})" + ".observe(document,{childList:true});})()";
    }

    WebEngineView {
        id: view
        anchors.fill: parent
        profile: pageView.player.profile // qmllint disable
        backgroundColor: Theme.paper
        zoomFactor: pageView.player.textScale
        settings.pdfViewerEnabled: false
        settings.pluginsEnabled: false
        settings.localContentCanAccessRemoteUrls: false
        settings.localContentCanAccessFileUrls: false
        settings.javascriptCanAccessClipboard: false
        settings.javascriptCanOpenWindows: false
        settings.fullScreenSupportEnabled: false
        settings.screenCaptureEnabled: false
        settings.dnsPrefetchEnabled: false
        settings.errorPageEnabled: false
        settings.webRTCPublicInterfacesOnly: true
        settings.hyperlinkAuditingEnabled: false

        onNavigationRequested: function (request) {
            if (!pageView.player.mayNavigate(request.url, request.isMainFrame))
                request.reject();
        }
        onNewWindowRequested: function (request) {
            if (pageView.player.mayNavigate(request.requestedUrl, true))
                view.url = request.requestedUrl;
        }
        onLoadingChanged: function (info) {
            if (info.status === WebEngineView.LoadStartedStatus) {
                pageView.loaded = false;
            } else if (info.status === WebEngineView.LoadSucceededStatus) {
                const resume = pageView.player.takeResume();
                if (resume > 0)
                    pageView.scrollTo(resume);
                pageView.loaded = true;
                pageView.player.pageShown(info.url, view.title);
                placeTimer.restart();
            } else if (info.status === WebEngineView.LoadFailedStatus) {
                pageView.player.pageFailed(info.url, info.errorString);
            }
        }
        onScrollPositionChanged: placeTimer.start()
        onRenderProcessTerminated: {
            crashed.visible = true;
            pageView.player.pageCrashed();
        }
        onFeaturePermissionRequested: (origin, feature) => view.grantFeaturePermission(origin, feature, false)
        onContextMenuRequested: request => request.accepted = true
        onJavaScriptDialogRequested: function (request) {
            request.accepted = true;
            request.dialogReject();
        }
        onFileDialogRequested: function (request) {
            request.accepted = true;
            request.dialogReject();
        }
        onAuthenticationDialogRequested: function (request) {
            request.accepted = true;
            request.dialogReject();
        }
        Component.onCompleted: {
            // Qt 6.4 gives the type of this list no name that qmllint could find.
            view.profile.userScripts.collection = [ // qmllint disable
                {
                    name: "fetch",
                    sourceUrl: Qt.resolvedUrl("fetch_over_xhr.js"),
                    injectionPoint: WebEngineScript.DocumentCreation,
                    worldId: WebEngineScript.MainWorld,
                    runsOnSubFrames: true
                },
                {
                    name: "theme",
                    sourceCode: pageView.themeScript(),
                    injectionPoint: WebEngineScript.DocumentCreation,
                    worldId: WebEngineScript.ApplicationWorld,
                    runsOnSubFrames: true
                }
            ];
            pageView.show();
        }
    }
    function show() {
        crashed.visible = false;
        if (String(player.page) !== "" && String(view.url) !== String(player.page))
            view.url = player.page;
    }
    Connections {
        target: pageView.player
        function onPageChanged() {
            pageView.show();
        }
    }
    // A place is read a moment after the scrolling, not at each of its steps.
    Timer {
        id: placeTimer
        interval: 300
        onTriggered: {
            if (pageView.loaded)
                view.runJavaScript(pageView.readPlace, WebEngineScript.ApplicationWorld, place => pageView.player.moved(place));
        }
    }
    Rectangle {
        id: crashed
        anchors.fill: parent
        visible: false
        color: Theme.paper

        Column {
            anchors.centerIn: parent
            width: Math.min(parent.width - 6 * Theme.unit, 480)
            spacing: 2 * Theme.unit

            Label {
                width: parent.width
                text: qsTr("This page has stopped. Your progress is kept.")
                font.pixelSize: Theme.text
                color: Theme.ink
                wrapMode: Text.Wrap
            }
            PlayerButton {
                text: qsTr("Show it again")
                strong: true
                onClicked: {
                    crashed.visible = false;
                    view.reload();
                }
            }
        }
    }
}
