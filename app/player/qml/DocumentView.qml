// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Pdf
import Staffroom.Player

Item {
    id: documentView

    required property CoursePlayer player
    property int wanted: 0

    function goTo(page) {
        if (document.pageCount > 0)
            view.goToPage(Math.max(0, Math.min(document.pageCount - 1, Math.round(page))));
    }

    PdfDocument {
        id: document
        source: documentView.player.document
        onStatusChanged: function () {
            if (document.status === PdfDocument.Ready) {
                documentView.wanted = documentView.player.besideOutline ? 0 : documentView.player.takeResume();
                documentView.player.pageShown(documentView.player.page, document.title);
                fit.restart();
            } else if (document.status === PdfDocument.Error) {
                documentView.player.pageFailed(documentView.player.document, document.error);
            }
        }
    }
    PdfMultiPageView {
        id: view
        anchors.fill: parent
        document: document
        onCurrentPageChanged: if (!settle.running && !fit.running)
            documentView.player.moved(currentPage)
    }
    // Qt PDF loses the page when it is set in the same turn as the width.
    Timer {
        id: fit
        interval: 50
        onTriggered: {
            view.scaleToWidth(view.width, view.height);
            settle.restart();
        }
    }
    Timer {
        id: settle
        interval: 150
        onTriggered: documentView.goTo(documentView.wanted)
    }
}
