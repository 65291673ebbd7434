<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BottomLine</name>
    <message>
        <source>Previous</source>
        <translation>上一节</translation>
    </message>
    <message>
        <source>Back to “%1”</source>
        <translation>回到“%1”</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一节</translation>
    </message>
    <message>
        <source>Mark as finished and go on</source>
        <translation>学完了，继续下一节</translation>
    </message>
    <message>
        <source>Mark as finished</source>
        <translation>学完了</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>This course can&apos;t be opened</source>
        <translation>这门课程打不开</translation>
    </message>
    <message>
        <source>Its files on this PC are not complete. What you have finished is kept. Close this window and download the course again.</source>
        <translation>它在这台电脑上的文件不完整。您已学完的内容都还在。请关闭这个窗口，重新下载课程。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Staffroom has closed. Your last steps here could not be kept; open the course again from Staffroom.</source>
        <translation>教研室已关闭，您刚才在这里的几步没能保存。请从教研室重新打开课程。</translation>
    </message>
    <message>
        <source>This leads out of the course. You can copy the address and open it when you are online.</source>
        <translation>这个链接通向课程之外。可以复制地址，联网时再打开。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Contents of the course</source>
        <translation>课程目录</translation>
    </message>
</context>
<context>
    <name>OutlineRow</name>
    <message>
        <source>%1, finished</source>
        <translation>%1，已学完</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>This page has stopped. Your progress is kept.</source>
        <translation>这一页停止了响应。您的进度已保存。</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>重新显示</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>%1 of %2 finished</source>
        <translation>已学完 %1 / %2</translation>
    </message>
    <message>
        <source>A−</source>
        <translation>A−</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>A+</source>
        <translation>A+</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
</context>
</TS>
