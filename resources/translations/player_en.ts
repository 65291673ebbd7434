<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BottomLine</name>
    <message>
        <source>Previous</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Back to “%1”</source>
        <translation>Back to “%1”</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Mark as finished and go on</source>
        <translation>Mark as finished and go on</translation>
    </message>
    <message>
        <source>Mark as finished</source>
        <translation>Mark as finished</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>This course can&apos;t be opened</source>
        <translation>This course can't be opened</translation>
    </message>
    <message>
        <source>Its files on this PC are not complete. What you have finished is kept. Close this window and download the course again.</source>
        <translation>Its files on this PC are not complete. What you have finished is kept. Close this window and download the course again.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Staffroom has closed. Your last steps here could not be kept; open the course again from Staffroom.</source>
        <translation>Staffroom has closed. Your last steps here could not be kept; open the course again from Staffroom.</translation>
    </message>
    <message>
        <source>This leads out of the course. You can copy the address and open it when you are online.</source>
        <translation>This leads out of the course. You can copy the address and open it when you are online.</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copy address</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Contents of the course</source>
        <translation>Contents of the course</translation>
    </message>
</context>
<context>
    <name>OutlineRow</name>
    <message>
        <source>%1, finished</source>
        <translation>%1, finished</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>This page has stopped. Your progress is kept.</source>
        <translation>This page has stopped. Your progress is kept.</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>Show it again</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>%1 of %2 finished</source>
        <translation>%1 of %2 finished</translation>
    </message>
    <message>
        <source>A−</source>
        <translation>A−</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>A+</source>
        <translation>A+</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Larger text</translation>
    </message>
</context>
</TS>
