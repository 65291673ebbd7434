<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>%n announcement(s)</source>
        <translation>
            <numerusform>%n announcement</numerusform>
            <numerusform>%n announcements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plan(s)</source>
        <translation>
            <numerusform>%n plan</numerusform>
            <numerusform>%n plans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plan item(s)</source>
        <translation>
            <numerusform>%n plan item</numerusform>
            <numerusform>%n plan items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course(s)</source>
        <translation>
            <numerusform>%n course</numerusform>
            <numerusform>%n courses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) in courses</source>
        <translation>
            <numerusform>%n place in a course</numerusform>
            <numerusform>%n places in courses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study step(s)</source>
        <translation>
            <numerusform>%n study step</numerusform>
            <numerusform>%n study steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n membership(s)</source>
        <translation>
            <numerusform>%n membership</numerusform>
            <numerusform>%n memberships</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n school(s) and offices</source>
        <translation>
            <numerusform>%n school or office</numerusform>
            <numerusform>%n schools and offices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course section(s)</source>
        <translation>
            <numerusform>%n course section</numerusform>
            <numerusform>%n course sections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course part(s)</source>
        <translation>
            <numerusform>%n course part</numerusform>
            <numerusform>%n course parts</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>the name of a thing</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Also</translation>
    </message>
</context>
<context>
    <name>ArrivalsCard</name>
    <message>
        <source>Nothing has come to this PC yet. What colleagues write, new courses and what you did on another PC are counted here after each sync.</source>
        <translation>Nothing has come to this PC yet. What colleagues write, new courses and what you did on another PC are counted here after each sync.</translation>
    </message>
</context>
<context>
    <name>Community</name>
    <message>
        <source>Cooperative</source>
        <translation>Cooperative</translation>
    </message>
    <message>
        <source>Workshop</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>Study group</source>
        <translation>Study group</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>Mentor</translation>
    </message>
    <message>
        <source>Workshop leader</source>
        <translation>Workshop leader</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>CommunityPage</name>
    <message>
        <source>Your groups meet here</source>
        <translation>Your groups meet here</translation>
    </message>
    <message>
        <source>Cooperatives, workshops and study groups that you belong to appear after the first sync. You can read and write without network; it is sent when there is one.</source>
        <translation>Cooperatives, workshops and study groups that you belong to appear after the first sync. You can read and write without network; it is sent when there is one.</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Write the first thread</source>
        <translation>Write the first thread</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>Knowledge</source>
        <translation>Knowledge</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluation</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>All stages</translation>
    </message>
    <message>
        <source>Preschool</source>
        <translation>Preschool</translation>
    </message>
    <message>
        <source>Primary school</source>
        <translation>Primary school</translation>
    </message>
    <message>
        <source>Junior middle school</source>
        <translation>Junior middle school</translation>
    </message>
    <message>
        <source>Senior middle school</source>
        <translation>Senior middle school</translation>
    </message>
</context>
<context>
    <name>CourseActions</name>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>This course is on this PC. Take it and it appears under My courses.</source>
        <translation>This course is on this PC. Take it and it appears under My courses.</translation>
    </message>
    <message>
        <source>Take this course and it appears under My courses. To study without a network, download it once: %1.</source>
        <translation>Take this course and it appears under My courses. To study without a network, download it once: %1.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>Look at it again</translation>
    </message>
    <message>
        <source>Continue studying</source>
        <translation>Continue studying</translation>
    </message>
    <message>
        <source>Start studying</source>
        <translation>Start studying</translation>
    </message>
    <message>
        <source>Download to this PC (%1)</source>
        <translation>Download to this PC (%1)</translation>
    </message>
    <message>
        <source>Take this course</source>
        <translation>Take this course</translation>
    </message>
    <message>
        <source>Remove from this PC</source>
        <translation>Remove from this PC</translation>
    </message>
    <message>
        <source>Leave the course</source>
        <translation>Leave the course</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>On this PC</source>
        <translation>On this PC</translation>
    </message>
    <message>
        <source>Not on this PC</source>
        <translation>Not on this PC</translation>
    </message>
</context>
<context>
    <name>CoursePage</name>
    <message>
        <source>All courses</source>
        <translation>All courses</translation>
    </message>
</context>
<context>
    <name>CourseParts</name>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>You stopped here</source>
        <translation>You stopped here</translation>
    </message>
</context>
<context>
    <name>CoursesPage</name>
    <message>
        <source>My courses</source>
        <translation>My courses</translation>
    </message>
    <message>
        <source>What you study stands here, with how far you have got and whether it works without network. Choose a first course below.</source>
        <translation>What you study stands here, with how far you have got and whether it works without network. Choose a first course below.</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>Title, description or provider</source>
        <translation>Title, description or provider</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>No courses on this PC yet</source>
        <translation>No courses on this PC yet</translation>
    </message>
    <message>
        <source>No course fits</source>
        <translation>No course fits</translation>
    </message>
    <message>
        <source>The catalogue comes with the first sync. It is small; a course itself is only fetched when you ask for it.</source>
        <translation>The catalogue comes with the first sync. It is small; a course itself is only fetched when you ask for it.</translation>
    </message>
    <message>
        <source>Take away a filter or try a shorter word.</source>
        <translation>Take away a filter or try a shorter word.</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>today</source>
        <translation>today</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>tomorrow</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) overdue</source>
        <translation>
            <numerusform>%n day overdue</numerusform>
            <numerusform>%n days overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>weekday, day and month</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>no date</source>
        <translation>no date</translation>
    </message>
</context>
<context>
    <name>DecisionCard</name>
    <message>
        <source>%1 “%2”: %3</source>
        <translation>%1 “%2”: %3</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>Keep this</translation>
    </message>
    <message>
        <source>Keep both, joined</source>
        <translation>Keep both, joined</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>Write it anew</translation>
    </message>
    <message>
        <source>The text that is to hold</source>
        <translation>The text that is to hold</translation>
    </message>
    <message>
        <source>Keep this text</source>
        <translation>Keep this text</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>Due this week</source>
        <translation>Due this week</translation>
    </message>
    <message>
        <source>Nothing is due in the next seven days. Give the items of your plan a date and they appear here in time.</source>
        <translation>Nothing is due in the next seven days. Give the items of your plan a date and they appear here in time.</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Done: %1</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>%1 %2 %3</source>
        <comment>what happened, what it means, what to do</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Something is missing or doesn&apos;t fit.</source>
        <translation>Something is missing or doesn&apos;t fit.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Look over what you entered and try again.</source>
        <translation>Look over what you entered and try again.</translation>
    </message>
    <message>
        <source>This isn&apos;t here any more.</source>
        <translation>This isn&apos;t here any more.</translation>
    </message>
    <message>
        <source>Somebody may have removed it; your own work isn&apos;t touched.</source>
        <translation>Somebody may have removed it; your own work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>Go back and choose again.</source>
        <translation>Go back and choose again.</translation>
    </message>
    <message>
        <source>What arrived couldn&apos;t be read.</source>
        <translation>What arrived couldn&apos;t be read.</translation>
    </message>
    <message>
        <source>It was put aside; your own work isn&apos;t touched.</source>
        <translation>It was put aside; your own work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>Sync again. If it stays so, tell whoever looks after the server.</source>
        <translation>Sync again. If it stays so, tell whoever looks after the server.</translation>
    </message>
    <message>
        <source>What arrived was cut off in the middle.</source>
        <translation>What arrived was cut off in the middle.</translation>
    </message>
    <message>
        <source>Nothing half was kept; your own work isn&apos;t touched.</source>
        <translation>Nothing half was kept; your own work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>Sync again: it goes on from where it stopped.</source>
        <translation>Sync again: it goes on from where it stopped.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>This is too large.</translation>
    </message>
    <message>
        <source>It was not saved like this.</source>
        <translation>It was not saved like this.</translation>
    </message>
    <message>
        <source>Make it shorter or split it in two.</source>
        <translation>Make it shorter or split it in two.</translation>
    </message>
    <message>
        <source>The connection is too slow at the moment.</source>
        <translation>The connection is too slow at the moment.</translation>
    </message>
    <message>
        <source>Your work is safe on this PC and waits.</source>
        <translation>Your work is safe on this PC and waits.</translation>
    </message>
    <message>
        <source>Try again later, or where the signal is better.</source>
        <translation>Try again later, or where the signal is better.</translation>
    </message>
    <message>
        <source>This PC&apos;s program can&apos;t do this yet.</source>
        <translation>This PC&apos;s program can&apos;t do this yet.</translation>
    </message>
    <message>
        <source>Your work isn&apos;t touched.</source>
        <translation>Your work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>Ask for a newer version of Staffroom.</source>
        <translation>Ask for a newer version of Staffroom.</translation>
    </message>
    <message>
        <source>The server needs a newer version of Staffroom.</source>
        <translation>The server needs a newer version of Staffroom.</translation>
    </message>
    <message>
        <source>You can go on working; nothing is sent until then.</source>
        <translation>You can go on working; nothing is sent until then.</translation>
    </message>
    <message>
        <source>Install the update, then sync again.</source>
        <translation>Install the update, then sync again.</translation>
    </message>
    <message>
        <source>The server doesn&apos;t know this sign-in any more.</source>
        <translation>The server doesn&apos;t know this sign-in any more.</translation>
    </message>
    <message>
        <source>Name or password isn&apos;t right.</source>
        <translation>Name or password isn&apos;t right.</translation>
    </message>
    <message>
        <source>Nobody was signed in.</source>
        <translation>Nobody was signed in.</translation>
    </message>
    <message>
        <source>Check capital letters and try again, or ask your administrator for a new password.</source>
        <translation>Check capital letters and try again, or ask your administrator for a new password.</translation>
    </message>
    <message>
        <source>There were too many tries in a short time.</source>
        <translation>There were too many tries in a short time.</translation>
    </message>
    <message>
        <source>Signing in is held back for a moment; nothing is lost.</source>
        <translation>Signing in is held back for a moment; nothing is lost.</translation>
    </message>
    <message>
        <source>Wait a few minutes, then try again.</source>
        <translation>Wait a few minutes, then try again.</translation>
    </message>
    <message>
        <source>You aren&apos;t allowed to change this.</source>
        <translation>You aren&apos;t allowed to change this.</translation>
    </message>
    <message>
        <source>Nothing was changed for the others; what you wrote stays on this PC.</source>
        <translation>Nothing was changed for the others; what you wrote stays on this PC.</translation>
    </message>
    <message>
        <source>Ask whoever leads the group or the programme.</source>
        <translation>Ask whoever leads the group or the programme.</translation>
    </message>
    <message>
        <source>This PC was taken off the list of known devices.</source>
        <translation>This PC was taken off the list of known devices.</translation>
    </message>
    <message>
        <source>It sends and gets nothing more; what you wrote is still here.</source>
        <translation>It sends and gets nothing more; what you wrote is still here.</translation>
    </message>
    <message>
        <source>Ask your administrator to let it in again.</source>
        <translation>Ask your administrator to let it in again.</translation>
    </message>
    <message>
        <source>Something arrived whose origin couldn&apos;t be proved.</source>
        <translation>Something arrived whose origin couldn&apos;t be proved.</translation>
    </message>
    <message>
        <source>It was refused; your own work isn&apos;t touched.</source>
        <translation>It was refused; your own work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>Sync again. If it comes back, tell whoever looks after the server.</source>
        <translation>Sync again. If it comes back, tell whoever looks after the server.</translation>
    </message>
    <message>
        <source>Something was damaged on its way.</source>
        <translation>Something was damaged on its way.</translation>
    </message>
    <message>
        <source>It was thrown away and will be fetched again.</source>
        <translation>It was thrown away and will be fetched again.</translation>
    </message>
    <message>
        <source>Sync again.</source>
        <translation>Sync again.</translation>
    </message>
    <message>
        <source>Part of what was sent didn&apos;t follow on from what came before.</source>
        <translation>Part of what was sent didn&apos;t follow on from what came before.</translation>
    </message>
    <message>
        <source>It was refused, so that nothing is mixed up; your own work isn&apos;t touched.</source>
        <translation>It was refused, so that nothing is mixed up; your own work isn&apos;t touched.</translation>
    </message>
    <message>
        <source>The same thing arrived a second time.</source>
        <translation>The same thing arrived a second time.</translation>
    </message>
    <message>
        <source>It was left out; nothing is doubled.</source>
        <translation>It was left out; nothing is doubled.</translation>
    </message>
    <message>
        <source>You need do nothing.</source>
        <translation>You need do nothing.</translation>
    </message>
    <message>
        <source>This PC&apos;s copy was used in two places, perhaps restored from an old backup.</source>
        <translation>This PC&apos;s copy was used in two places, perhaps restored from an old backup.</translation>
    </message>
    <message>
        <source>Nothing is lost: it goes on under a new number.</source>
        <translation>Nothing is lost: it goes on under a new number.</translation>
    </message>
    <message>
        <source>Sync again. If it comes back, tell your administrator.</source>
        <translation>Sync again. If it comes back, tell your administrator.</translation>
    </message>
    <message>
        <source>Another server answers at this address than the one you signed in at.</source>
        <translation>Another server answers at this address than the one you signed in at.</translation>
    </message>
    <message>
        <source>Nothing was sent to it, and everything you have stays on this PC.</source>
        <translation>Nothing was sent to it, and everything you have stays on this PC.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server. If it was made anew, lock Staffroom and sign in again while you are connected.</source>
        <translation>Ask whoever looks after the server. If it was made anew, lock Staffroom and sign in again while you are connected.</translation>
    </message>
    <message>
        <source>The server was set up anew.</source>
        <translation>The server was set up anew.</translation>
    </message>
    <message>
        <source>Your work stays here and is sent again.</source>
        <translation>Your work stays here and is sent again.</translation>
    </message>
    <message>
        <source>Sync again and let it run to the end: it takes longer than usual.</source>
        <translation>Sync again and let it run to the end: it takes longer than usual.</translation>
    </message>
    <message>
        <source>This PC was away for very long.</source>
        <translation>This PC was away for very long.</translation>
    </message>
    <message>
        <source>It needs a fresh copy of what the others did; your own work stays.</source>
        <translation>It needs a fresh copy of what the others did; your own work stays.</translation>
    </message>
    <message>
        <source>Sync again and let it run to the end.</source>
        <translation>Sync again and let it run to the end.</translation>
    </message>
    <message>
        <source>Something arrived that belongs somewhere else.</source>
        <translation>Something arrived that belongs somewhere else.</translation>
    </message>
    <message>
        <source>A value doesn&apos;t fit where it was put.</source>
        <translation>A value doesn&apos;t fit where it was put.</translation>
    </message>
    <message>
        <source>This one change was not taken; everything else is.</source>
        <translation>This one change was not taken; everything else is.</translation>
    </message>
    <message>
        <source>Open it, correct it and save again.</source>
        <translation>Open it, correct it and save again.</translation>
    </message>
    <message>
        <source>The disk of this PC is full.</source>
        <translation>The disk of this PC is full.</translation>
    </message>
    <message>
        <source>Downloads have stopped; room for your own work is kept as long as possible.</source>
        <translation>Downloads have stopped; room for your own work is kept as long as possible.</translation>
    </message>
    <message>
        <source>Remove courses from this PC that you have finished, or free some space.</source>
        <translation>Remove courses from this PC that you have finished, or free some space.</translation>
    </message>
    <message>
        <source>Another program is holding Staffroom&apos;s files.</source>
        <translation>Another program is holding Staffroom&apos;s files.</translation>
    </message>
    <message>
        <source>Nothing is lost; it only waits.</source>
        <translation>Nothing is lost; it only waits.</translation>
    </message>
    <message>
        <source>Wait a moment and try again, and let a running virus check finish.</source>
        <translation>Wait a moment and try again, and let a running virus check finish.</translation>
    </message>
    <message>
        <source>This PC couldn&apos;t save to its disk.</source>
        <translation>This PC couldn&apos;t save to its disk.</translation>
    </message>
    <message>
        <source>The last change may not be kept; everything before it is.</source>
        <translation>The last change may not be kept; everything before it is.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and not full, then try again.</source>
        <translation>Check that the disk is connected and not full, then try again.</translation>
    </message>
    <message>
        <source>Staffroom&apos;s file on this PC is damaged.</source>
        <translation>Staffroom&apos;s file on this PC is damaged.</translation>
    </message>
    <message>
        <source>What was sent before is safe at the server, and the damaged file is left as it is.</source>
        <translation>What was sent before is safe at the server, and the damaged file is left as it is.</translation>
    </message>
    <message>
        <source>Tell your administrator before you do anything else.</source>
        <translation>Tell your administrator before you do anything else.</translation>
    </message>
    <message>
        <source>Your data on this PC was written by a newer version of Staffroom.</source>
        <translation>Your data on this PC was written by a newer version of Staffroom.</translation>
    </message>
    <message>
        <source>It isn&apos;t touched, so that nothing is lost.</source>
        <translation>It isn&apos;t touched, so that nothing is lost.</translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation>Install the newer version again.</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached.</source>
        <translation>The server can&apos;t be reached.</translation>
    </message>
    <message>
        <source>Your work is safe on this PC and is sent later.</source>
        <translation>Your work is safe on this PC and is sent later.</translation>
    </message>
    <message>
        <source>Check the network or the hotspot; you can go on working meanwhile.</source>
        <translation>Check the network or the hotspot; you can go on working meanwhile.</translation>
    </message>
    <message>
        <source>The connection broke off.</source>
        <translation>The connection broke off.</translation>
    </message>
    <message>
        <source>What had arrived is kept; the rest follows.</source>
        <translation>What had arrived is kept; the rest follows.</translation>
    </message>
    <message>
        <source>Sync again when the connection is back: it goes on from there.</source>
        <translation>Sync again when the connection is back: it goes on from there.</translation>
    </message>
    <message>
        <source>The server didn&apos;t answer in time.</source>
        <translation>The server didn&apos;t answer in time.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Try again in a moment.</translation>
    </message>
    <message>
        <source>The server has very much to do just now.</source>
        <translation>The server has very much to do just now.</translation>
    </message>
    <message>
        <source>Staffroom tries again by itself; you can go on working.</source>
        <translation>Staffroom tries again by itself; you can go on working.</translation>
    </message>
    <message>
        <source>The server has no space left.</source>
        <translation>The server has no space left.</translation>
    </message>
    <message>
        <source>Your work stays on this PC until there is.</source>
        <translation>Your work stays on this PC until there is.</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server.</source>
        <translation>Tell whoever looks after the server.</translation>
    </message>
    <message>
        <source>The server has a fault of its own.</source>
        <translation>The server has a fault of its own.</translation>
    </message>
    <message>
        <source>Your work stays on this PC until it is mended.</source>
        <translation>Your work stays on this PC until it is mended.</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server; you can go on working.</source>
        <translation>Tell whoever looks after the server; you can go on working.</translation>
    </message>
    <message>
        <source>The server couldn&apos;t prove who it is.</source>
        <translation>The server couldn&apos;t prove who it is.</translation>
    </message>
    <message>
        <source>Nothing was sent to it, your password neither.</source>
        <translation>Nothing was sent to it, your password neither.</translation>
    </message>
    <message>
        <source>Check the address and the date of this PC, or ask your administrator.</source>
        <translation>Check the address and the date of this PC, or ask your administrator.</translation>
    </message>
    <message>
        <source>This course package holds something that isn&apos;t safe to unpack.</source>
        <translation>This course package holds something that isn&apos;t safe to unpack.</translation>
    </message>
    <message>
        <source>It was not installed.</source>
        <translation>It was not installed.</translation>
    </message>
    <message>
        <source>Tell whoever published the course.</source>
        <translation>Tell whoever published the course.</translation>
    </message>
    <message>
        <source>This course package is damaged.</source>
        <translation>This course package is damaged.</translation>
    </message>
    <message>
        <source>It can&apos;t be opened; your progress is kept.</source>
        <translation>It can&apos;t be opened; your progress is kept.</translation>
    </message>
    <message>
        <source>Remove it from this PC and download it again.</source>
        <translation>Remove it from this PC and download it again.</translation>
    </message>
    <message>
        <source>It was stopped, as you asked.</source>
        <translation>It was stopped, as you asked.</translation>
    </message>
    <message>
        <source>What was finished until then is kept.</source>
        <translation>What was finished until then is kept.</translation>
    </message>
    <message>
        <source>Start it again whenever you like.</source>
        <translation>Start it again whenever you like.</translation>
    </message>
    <message>
        <source>Something went wrong inside Staffroom.</source>
        <translation>Something went wrong inside Staffroom.</translation>
    </message>
    <message>
        <source>What you saved before is kept.</source>
        <translation>What you saved before is kept.</translation>
    </message>
    <message>
        <source>Start Staffroom again; if it comes back, tell your administrator what you were doing.</source>
        <translation>Start Staffroom again; if it comes back, tell your administrator what you were doing.</translation>
    </message>
    <message>
        <source>Lock Staffroom, and sign in again while you are connected.</source>
        <translation>Lock Staffroom, and sign in again while you are connected.</translation>
    </message>
    <message>
        <source>Another window of Staffroom is open with this teacher&apos;s work.</source>
        <translation>Another window of Staffroom is open with this teacher&apos;s work.</translation>
    </message>
    <message>
        <source>Nothing is lost; it goes on there.</source>
        <translation>Nothing is lost; it goes on there.</translation>
    </message>
    <message>
        <source>Go on in the other window, or close it and sign in here again.</source>
        <translation>Go on in the other window, or close it and sign in here again.</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Goal</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>Planned hours</translation>
    </message>
    <message>
        <source>Hours so far</source>
        <translation>Hours so far</translation>
    </message>
    <message>
        <source>Done or not</source>
        <translation>Done or not</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>Place in the list</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Plan item</source>
        <translation>Plan item</translation>
    </message>
    <message>
        <source>Place in a course</source>
        <translation>Place in a course</translation>
    </message>
    <message>
        <source>Study progress</source>
        <translation>Study progress</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>Announcement</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Deleted or kept</source>
        <translation>Deleted or kept</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>deleted</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>not done</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>%1, %2 new</source>
        <translation>%1, %2 new</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Waits for your answer</source>
        <translation>Waits for your answer</translation>
    </message>
    <message>
        <source>Nobody is waiting for you. Replies to what you write appear here.</source>
        <translation>Nobody is waiting for you. Replies to what you write appear here.</translation>
    </message>
    <message>
        <source>New for you</source>
        <translation>New for you</translation>
    </message>
    <message>
        <source>You have read everything. New threads of your groups appear here after the next sync.</source>
        <translation>You have read everything. New threads of your groups appear here after the next sync.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Staffroom</source>
        <translation>%1 – Staffroom</translation>
    </message>
    <message>
        <source>Staffroom</source>
        <translation>Staffroom</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Answer this</source>
        <translation>Answer this</translation>
    </message>
</context>
<context>
    <name>NewGoal</name>
    <message>
        <source>New goal</source>
        <translation>New goal</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>For example: children talk more than I do</source>
        <translation>For example: children talk more than I do</translation>
    </message>
    <message>
        <source>The first thing to do for it</source>
        <translation>The first thing to do for it</translation>
    </message>
    <message>
        <source>For example: watch one lesson of a colleague</source>
        <translation>For example: watch one lesson of a colleague</translation>
    </message>
    <message>
        <source>Add goal</source>
        <translation>Add goal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>NewThread</name>
    <message>
        <source>New thread in %1</source>
        <translation>New thread in %1</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>What it is about, in one line</source>
        <translation>What it is about, in one line</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>A question, something that went well, or that didn&apos;t …</source>
        <translation>A question, something that went well, or that didn&apos;t …</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>Go on later</translation>
    </message>
    <message>
        <source>What you type is kept on this PC as you go.</source>
        <translation>What you type is kept on this PC as you go.</translation>
    </message>
    <message>
        <source>Draft kept on this PC</source>
        <translation>Draft kept on this PC</translation>
    </message>
    <message>
        <source>Keeping draft …</source>
        <translation>Keeping draft …</translation>
    </message>
</context>
<context>
    <name>NewsCard</name>
    <message>
        <source>Announcements</source>
        <translation>Announcements</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PlanHead</name>
    <message>
        <source>Which plan</source>
        <translation>Which plan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Edit plan</source>
        <translation>Edit plan</translation>
    </message>
    <message>
        <source>Hours: %1</source>
        <translation>Hours: %1</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Hours</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>Planned hours</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>What this term is about for you</source>
        <translation>What this term is about for you</translation>
    </message>
</context>
<context>
    <name>PlanItemEditor</name>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>Planned hours</translation>
    </message>
    <message>
        <source>Hours so far</source>
        <translation>Hours so far</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>In a week</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>In a month</translation>
    </message>
    <message>
        <source>End of term</source>
        <translation>End of term</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>What you noticed, what you want to try</source>
        <translation>What you noticed, what you want to try</translation>
    </message>
    <message>
        <source>Look at both versions</source>
        <translation>Look at both versions</translation>
    </message>
    <message>
        <source>Open the course</source>
        <translation>Open the course</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>PlanItemLine</name>
    <message>
        <source>Without a goal</source>
        <translation>Without a goal</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Done: %1</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>Two versions</translation>
    </message>
    <message>
        <source>Add an item to this goal</source>
        <translation>Add an item to this goal</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Your learning plan for this term</source>
        <translation>Your learning plan for this term</translation>
    </message>
    <message>
        <source>Here stand the goals you set yourself, what you do for each of them, and how many hours it has taken. Start with one goal: it can be changed at any time.</source>
        <translation>Here stand the goals you set yourself, what you do for each of them, and how many hours it has taken. Start with one goal: it can be changed at any time.</translation>
    </message>
    <message>
        <source>Start a plan</source>
        <translation>Start a plan</translation>
    </message>
</context>
<context>
    <name>QueueLine</name>
    <message>
        <source>Hide what you wrote</source>
        <translation>Hide what you wrote</translation>
    </message>
    <message>
        <source>I have seen this</source>
        <translation>I have seen this</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Show what you wrote</source>
        <translation>Show what you wrote</translation>
    </message>
    <message>
        <source>What you wrote: %1</source>
        <translation>What you wrote: %1</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>Copy it</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Staffroom</source>
        <translation>Staffroom</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Community</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>My plan</source>
        <translation>My plan</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Announcements</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Threads, replies, courses, your plan</source>
        <translation>Threads, replies, courses, your plan</translation>
    </message>
    <message>
        <source>This PC is still reading what came with the last sync: there may be more in a moment.</source>
        <translation>This PC is still reading what came with the last sync: there may be more in a moment.</translation>
    </message>
    <message>
        <source>Search everything on this PC</source>
        <translation>Search everything on this PC</translation>
    </message>
    <message>
        <source>One word is enough, in Chinese even one character. It works without network, and Ctrl+K brings you here from anywhere.</source>
        <translation>One word is enough, in Chinese even one character. It works without network, and Ctrl+K brings you here from anywhere.</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>Nothing found for “%1”</translation>
    </message>
    <message>
        <source>Try a shorter word, or one that a colleague would use.</source>
        <translation>Try a shorter word, or one that a colleague would use.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Found</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Motion</translation>
    </message>
    <message>
        <source>Off makes old PCs quicker</source>
        <translation>Off makes old PCs quicker</translation>
    </message>
    <message>
        <source>Your data on this PC</source>
        <translation>Your data on this PC</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Kept in</translation>
    </message>
    <message>
        <source>Size with downloaded courses</source>
        <translation>Size with downloaded courses</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation>Switch person</translation>
    </message>
    <message>
        <source>Lock when you leave your desk: it asks for your password again. Switch when somebody else goes on at this PC. Both keep everything you wrote, and you can sign in again here without network.</source>
        <translation>Lock when you leave your desk: it asks for your password again. Switch when somebody else goes on at this PC. Both keep everything you wrote, and you can sign in again here without network.</translation>
    </message>
    <message>
        <source>School hub address</source>
        <translation>School hub address</translation>
    </message>
    <message>
        <source>Where the school has a hub, this PC syncs through it. Empty: with the server itself.</source>
        <translation>Where the school has a hub, this PC syncs through it. Empty: with the server itself.</translation>
    </message>
    <message>
        <source>No hub</source>
        <translation>No hub</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Hello, %1</source>
        <translation>Hello, %1</translation>
    </message>
    <message>
        <source>Welcome to Staffroom</source>
        <translation>Welcome to Staffroom</translation>
    </message>
    <message>
        <source>Signing in works without network.</source>
        <translation>Signing in works without network.</translation>
    </message>
    <message>
        <source>Your plan, your courses and your colleagues, with or without network.</source>
        <translation>Your plan, your courses and your colleagues, with or without network.</translation>
    </message>
    <message>
        <source>Who is it today?</source>
        <translation>Who is it today?</translation>
    </message>
    <message>
        <source>Somebody new on this PC</source>
        <translation>Somebody new on this PC</translation>
    </message>
    <message>
        <source>Address of the server (from your administrator)</source>
        <translation>Address of the server (from your administrator)</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Address of the server</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Signing in …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>It&apos;s somebody else</source>
        <translation>It&apos;s somebody else</translation>
    </message>
    <message>
        <source>The first time needs a network for a few minutes. After that everything works without.</source>
        <translation>The first time needs a network for a few minutes. After that everything works without.</translation>
    </message>
    <message>
        <source>Address of the school hub</source>
        <translation>Address of the school hub</translation>
    </message>
    <message>
        <source>My school has a hub</source>
        <translation>My school has a hub</translation>
    </message>
</context>
<context>
    <name>StudyingCard</name>
    <message>
        <source>Continue studying</source>
        <translation>Continue studying</translation>
    </message>
    <message>
        <source>You aren&apos;t taking a course at the moment.</source>
        <translation>You aren&apos;t taking a course at the moment.</translation>
    </message>
    <message>
        <source>Look for a course</source>
        <translation>Look for a course</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Needs your decision</source>
        <translation>Needs your decision</translation>
    </message>
    <message>
        <source>Both versions are kept until you choose</source>
        <translation>Both versions are kept until you choose</translation>
    </message>
    <message>
        <source>What you made, and where it has got to</source>
        <translation>What you made, and where it has got to</translation>
    </message>
    <message>
        <source>Hide the technical log</source>
        <translation>Hide the technical log</translation>
    </message>
    <message>
        <source>Technical log</source>
        <translation>Technical log</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>Nothing was logged yet.</translation>
    </message>
    <message>
        <source>Follow your work on its way</source>
        <translation>Follow your work on its way</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>What came last</source>
        <translation>What came last</translation>
    </message>
    <message>
        <source>Write a post, change your plan or study a course: each gets a line here. It says “on this PC” until the server has it, then “at the server”: from then on it is safe even if this PC breaks, and those it is meant for can read it. In a school with a hub, “at the school hub” stands in between: your school can read it already, and it goes on to the server from there.</source>
        <translation>Write a post, change your plan or study a course: each gets a line here. It says “on this PC” until the server has it, then “at the server”: from then on it is safe even if this PC breaks, and those it is meant for can read it. In a school with a hub, “at the school hub” stands in between: your school can read it already, and it goes on to the server from there.</translation>
    </message>
</context>
<context>
    <name>SyncStatusCard</name>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sync now</translation>
    </message>
</context>
<context>
    <name>ThreadList</name>
    <message>
        <source>Write</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>New: </source>
        <translation>New: </translation>
    </message>
    <message>
        <source>Older threads …</source>
        <translation>Older threads …</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Answer to %1</source>
        <translation>Answer to %1</translation>
    </message>
    <message>
        <source>to everybody instead</source>
        <translation>to everybody instead</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>Write a reply</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends. Works without network too.</source>
        <translation>Ctrl+Enter sends. Works without network too.</translation>
    </message>
    <message>
        <source>Draft kept on this PC</source>
        <translation>Draft kept on this PC</translation>
    </message>
    <message>
        <source>Keeping draft …</source>
        <translation>Keeping draft …</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>Courses</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Community</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation>Switch person</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>Lock (Ctrl+L)</translation>
    </message>
    <message>
        <source>Somebody else goes on at this PC</source>
        <translation>Somebody else goes on at this PC</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Asks for your password again (Ctrl+L)</source>
        <translation>Asks for your password again (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CommunityScreen</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message>
        <source>No replies yet</source>
        <translation>No replies yet</translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>to %1</translation>
    </message>
    <message>
        <source>an earlier message</source>
        <translation>an earlier message</translation>
    </message>
    <message>
        <source>Posted. It is sent with the next sync.</source>
        <translation>Posted. It is sent with the next sync.</translation>
    </message>
    <message>
        <source>Replied. It is sent with the next sync.</source>
        <translation>Replied. It is sent with the next sync.</translation>
    </message>
    <message>
        <source>Reply deleted</source>
        <translation>Reply deleted</translation>
    </message>
    <message>
        <source>Thread deleted</source>
        <translation>Thread deleted</translation>
    </message>
    <message>
        <source>At the school hub, not at the server yet</source>
        <translation>At the school hub, not at the server yet</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrected</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CourseScreen</name>
    <message>
        <source>%1 of %2 parts done</source>
        <translation>%1 of %2 parts done</translation>
    </message>
    <message>
        <source>%1 of %2 downloaded</source>
        <translation>%1 of %2 downloaded</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>Nothing more: works without network once it is on this PC</source>
        <translation>Nothing more: works without network once it is on this PC</translation>
    </message>
    <message>
        <source>Left: %1. Your progress is kept.</source>
        <translation>Left: %1. Your progress is kept.</translation>
    </message>
    <message>
        <source>Removed from this PC. Your progress is kept.</source>
        <translation>Removed from this PC. Your progress is kept.</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CourseWindow</name>
    <message>
        <source>The course window didn&apos;t open. Your work isn&apos;t touched. Start Staffroom again; if that doesn&apos;t help, install it anew.</source>
        <translation>The course window didn&apos;t open. Your work isn&apos;t touched. Start Staffroom again; if that doesn&apos;t help, install it anew.</translation>
    </message>
    <message>
        <source>The course window closed unexpectedly. What you had finished is kept. Open the course again.</source>
        <translation>The course window closed unexpectedly. What you had finished is kept. Open the course again.</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CoursesScreen</name>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>Not started yet</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 of %2 done</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::HomeScreen</name>
    <message>
        <source>Not synced yet</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>Last synced: %1</source>
        <translation>Last synced: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 of %2 done</translation>
    </message>
    <message>
        <source>Last studied: %1</source>
        <translation>Last studied: %1</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>Not started yet</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Done: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>staffroom::ui::PlanScreen</name>
    <message>
        <source>Handed in</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>Being reviewed</source>
        <translation>Being reviewed</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>No course</source>
        <translation>No course</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 of %2 done</translation>
    </message>
    <message>
        <source>My plan, spring %1</source>
        <translation>My plan, spring %1</translation>
    </message>
    <message>
        <source>My plan, autumn %1</source>
        <translation>My plan, autumn %1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>Deleted: %1</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SettingsScreen</name>
    <message numerus="yes">
        <source>%n item(s) have not been sent yet. They stay safe on this PC and are sent when you sign in here again.</source>
        <translation>
            <numerusform>%n item has not been sent yet. It stays safe on this PC and is sent when you sign in here again.</numerusform>
            <numerusform>%n items have not been sent yet. They stay safe on this PC and are sent when you sign in here again.</numerusform>
        </translation>
    </message>
    <message>
        <source>This isn&apos;t an address. One looks like this: 192.168.1.20:8440</source>
        <translation>This isn&apos;t an address. One looks like this: 192.168.1.20:8440</translation>
    </message>
    <message>
        <source>This PC syncs with the server itself from now on.</source>
        <translation>This PC syncs with the server itself from now on.</translation>
    </message>
    <message>
        <source>This PC syncs through the school hub from now on.</source>
        <translation>This PC syncs through the school hub from now on.</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SignInScreen</name>
    <message>
        <source>This address would send your password unprotected.</source>
        <translation>This address would send your password unprotected.</translation>
    </message>
    <message>
        <source>Nothing was sent. Write https:// before the server&apos;s name, or ask your administrator for its address.</source>
        <translation>Nothing was sent. Write https:// before the server&apos;s name, or ask your administrator for its address.</translation>
    </message>
    <message>
        <source>Your password is not encrypted on the way there. Sign in like this only on your school&apos;s own network.</source>
        <translation>Your password is not encrypted on the way there. Sign in like this only on your school&apos;s own network.</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SyncScreen</name>
    <message>
        <source>Needs your decision: %1</source>
        <translation>Needs your decision: %1</translation>
    </message>
    <message>
        <source>Not accepted: %1</source>
        <translation>Not accepted: %1</translation>
    </message>
    <message numerus="yes">
        <source>Paused · %n waiting</source>
        <translation>
            <numerusform>Paused · %n waiting</numerusform>
            <numerusform>Paused · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n waiting</source>
        <translation>
            <numerusform>Offline · %n waiting</numerusform>
            <numerusform>Offline · %n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Offline since %1</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting</source>
        <translation>
            <numerusform>%n item waiting</numerusform>
            <numerusform>%n items waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>All sent · %1</source>
        <translation>All sent · %1</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Connecting …</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Sending …</translation>
    </message>
    <message>
        <source>Receiving …</source>
        <translation>Receiving …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Everything is sent</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>%1 of %2 sent</translation>
    </message>
    <message>
        <source>%1 of %2 received</source>
        <translation>%1 of %2 received</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>%1 received</translation>
    </message>
    <message>
        <source>This PC has not been in touch with the server yet.</source>
        <translation>This PC has not been in touch with the server yet.</translation>
    </message>
    <message>
        <source>Last synced: %1</source>
        <translation>Last synced: %1</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>At the school hub</source>
        <translation>At the school hub</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting at the school hub</source>
        <translation>
            <numerusform>%n item waiting at the school hub</numerusform>
            <numerusform>%n items waiting at the school hub</numerusform>
        </translation>
    </message>
    <message>
        <source>At the server</source>
        <translation>At the server</translation>
    </message>
    <message>
        <source>On this PC</source>
        <translation>On this PC</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Somebody</translation>
    </message>
    <message>
        <source>It had been deleted more than a year before your change reached the server. What you wrote is kept here.</source>
        <translation>It had been deleted more than a year before your change reached the server. What you wrote is kept here.</translation>
    </message>
    <message>
        <source>It stays in the list and asks no more.</source>
        <translation>It stays in the list and asks no more.</translation>
    </message>
    <message>
        <source>Decided: %1. The others see it after the next sync.</source>
        <translation>Decided: %1. The others see it after the next sync.</translation>
    </message>
    <message>
        <source>on this PC</source>
        <translation>on this PC</translation>
    </message>
    <message>
        <source>on another PC</source>
        <translation>on another PC</translation>
    </message>
    <message>
        <source>All sent · by the school hub, %1</source>
        <translation>All sent · by the school hub, %1</translation>
    </message>
    <message>
        <source>Through the school hub; the server&apos;s news: %1</source>
        <translation>Through the school hub; the server&apos;s news: %1</translation>
    </message>
    <message>
        <source>A copy of your data is in use on another PC. Nothing is lost: this PC goes on by itself. You need do nothing.</source>
        <translation>A copy of your data is in use on another PC. Nothing is lost: this PC goes on by itself. You need do nothing.</translation>
    </message>
    <message>
        <source>The school hub can&apos;t be reached. Your work is safe on this PC and is sent later. See whether the hub is switched on; away from school, clear its address in the settings.</source>
        <translation>The school hub can&apos;t be reached. Your work is safe on this PC and is sent later. See whether the hub is switched on; away from school, clear its address in the settings.</translation>
    </message>
</context>
</TS>
