<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>%n announcement(s)</source>
        <translation>
            <numerusform>%n 条通知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个话题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plan(s)</source>
        <translation>
            <numerusform>%n 份研修计划</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plan item(s)</source>
        <translation>
            <numerusform>%n 个计划项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course(s)</source>
        <translation>
            <numerusform>%n 门课程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) in courses</source>
        <translation>
            <numerusform>报名 %n 门课程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study step(s)</source>
        <translation>
            <numerusform>%n 条学习进度</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n 个小组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n membership(s)</source>
        <translation>
            <numerusform>%n 条成员信息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 位老师</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n school(s) and offices</source>
        <translation>
            <numerusform>%n 所学校和单位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course section(s)</source>
        <translation>
            <numerusform>%n 个课程单元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n course part(s)</source>
        <translation>
            <numerusform>%n 个课程活动</numerusform>
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
        <translation>、</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>另外</translation>
    </message>
</context>
<context>
    <name>ArrivalsCard</name>
    <message>
        <source>Nothing has come to this PC yet. What colleagues write, new courses and what you did on another PC are counted here after each sync.</source>
        <translation>这台电脑还没有收到过内容。每次同步后，同事写的、新的课程，还有您在别的电脑上做的，都会在这里列出来。</translation>
    </message>
</context>
<context>
    <name>Community</name>
    <message>
        <source>Cooperative</source>
        <translation>合作体</translation>
    </message>
    <message>
        <source>Workshop</source>
        <translation>工作坊</translation>
    </message>
    <message>
        <source>Study group</source>
        <translation>学习小组</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>导师</translation>
    </message>
    <message>
        <source>Workshop leader</source>
        <translation>工作坊主持人</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
</context>
<context>
    <name>CommunityPage</name>
    <message>
        <source>Your groups meet here</source>
        <translation>您的小组在这里碰面</translation>
    </message>
    <message>
        <source>Cooperatives, workshops and study groups that you belong to appear after the first sync. You can read and write without network; it is sent when there is one.</source>
        <translation>第一次同步之后，这里会出现您所在的合作体、工作坊和学习小组。没有网络也能读能写，有网时自动发送。</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Write the first thread</source>
        <translation>写第一个话题</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>指导</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案例</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>各学段</translation>
    </message>
    <message>
        <source>Preschool</source>
        <translation>学前</translation>
    </message>
    <message>
        <source>Primary school</source>
        <translation>小学</translation>
    </message>
    <message>
        <source>Junior middle school</source>
        <translation>初中</translation>
    </message>
    <message>
        <source>Senior middle school</source>
        <translation>高中</translation>
    </message>
</context>
<context>
    <name>CourseActions</name>
    <message>
        <source>Finished</source>
        <translation>已学完</translation>
    </message>
    <message>
        <source>This course is on this PC. Take it and it appears under My courses.</source>
        <translation>这门课程已在这台电脑上。选课之后，会列在“我的课程”里。</translation>
    </message>
    <message>
        <source>Take this course and it appears under My courses. To study without a network, download it once: %1.</source>
        <translation>选课之后，会列在“我的课程”里。想不联网学习，先下载一次：%1。</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>再看一遍</translation>
    </message>
    <message>
        <source>Continue studying</source>
        <translation>继续学习</translation>
    </message>
    <message>
        <source>Start studying</source>
        <translation>开始学习</translation>
    </message>
    <message>
        <source>Download to this PC (%1)</source>
        <translation>下载到这台电脑（%1）</translation>
    </message>
    <message>
        <source>Take this course</source>
        <translation>选这门课</translation>
    </message>
    <message>
        <source>Remove from this PC</source>
        <translation>从这台电脑移除</translation>
    </message>
    <message>
        <source>Leave the course</source>
        <translation>退选</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>On this PC</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Not on this PC</source>
        <translation>未下载</translation>
    </message>
</context>
<context>
    <name>CoursePage</name>
    <message>
        <source>All courses</source>
        <translation>全部课程</translation>
    </message>
</context>
<context>
    <name>CourseParts</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>You stopped here</source>
        <translation>上次学到这里</translation>
    </message>
</context>
<context>
    <name>CoursesPage</name>
    <message>
        <source>My courses</source>
        <translation>我的课程</translation>
    </message>
    <message>
        <source>What you study stands here, with how far you have got and whether it works without network. Choose a first course below.</source>
        <translation>您在学的课程列在这里，能看到学到哪里、不联网能不能学。请在下面选第一门课。</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>课程目录</translation>
    </message>
    <message>
        <source>Title, description or provider</source>
        <translation>课程名、简介或提供单位</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>学科</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>学段</translation>
    </message>
    <message>
        <source>No courses on this PC yet</source>
        <translation>这台电脑上还没有课程</translation>
    </message>
    <message>
        <source>No course fits</source>
        <translation>没有符合的课程</translation>
    </message>
    <message>
        <source>The catalogue comes with the first sync. It is small; a course itself is only fetched when you ask for it.</source>
        <translation>课程目录随第一次同步到达，很小；课程本身在您要的时候才下载。</translation>
    </message>
    <message>
        <source>Take away a filter or try a shorter word.</source>
        <translation>去掉一个筛选条件，或换个短一点的词。</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) overdue</source>
        <translation>
            <numerusform>已过期 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 学时</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
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
        <translation>%2 %1</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>no date</source>
        <translation>不设日期</translation>
    </message>
</context>
<context>
    <name>DecisionCard</name>
    <message>
        <source>%1 “%2”: %3</source>
        <translation>%1“%2”：%3</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保留这一份</translation>
    </message>
    <message>
        <source>Keep both, joined</source>
        <translation>两份合在一起</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>重新写</translation>
    </message>
    <message>
        <source>The text that is to hold</source>
        <translation>最后采用的文字</translation>
    </message>
    <message>
        <source>Keep this text</source>
        <translation>采用这段文字</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>Due this week</source>
        <translation>本周到期</translation>
    </message>
    <message>
        <source>Nothing is due in the next seven days. Give the items of your plan a date and they appear here in time.</source>
        <translation>未来七天没有到期的事。给计划里的项目定个日期，到时会出现在这里。</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>%1 %2 %3</source>
        <comment>what happened, what it means, what to do</comment>
        <translation>%1%2%3</translation>
    </message>
    <message>
        <source>Something is missing or doesn&apos;t fit.</source>
        <translation>有内容没填，或填得不对。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>什么都没有改动。</translation>
    </message>
    <message>
        <source>Look over what you entered and try again.</source>
        <translation>请检查一下填写的内容，再试一次。</translation>
    </message>
    <message>
        <source>This isn&apos;t here any more.</source>
        <translation>这一项已经不在了。</translation>
    </message>
    <message>
        <source>Somebody may have removed it; your own work isn&apos;t touched.</source>
        <translation>可能是别人删掉的；您自己的内容没有受影响。</translation>
    </message>
    <message>
        <source>Go back and choose again.</source>
        <translation>请返回重新选择。</translation>
    </message>
    <message>
        <source>What arrived couldn&apos;t be read.</source>
        <translation>收到的内容读不出来。</translation>
    </message>
    <message>
        <source>It was put aside; your own work isn&apos;t touched.</source>
        <translation>已经放到一边；您自己的内容没有受影响。</translation>
    </message>
    <message>
        <source>Sync again. If it stays so, tell whoever looks after the server.</source>
        <translation>请再同步一次。如果还是这样，请告诉管理服务器的老师。</translation>
    </message>
    <message>
        <source>What arrived was cut off in the middle.</source>
        <translation>收到的内容中间断了。</translation>
    </message>
    <message>
        <source>Nothing half was kept; your own work isn&apos;t touched.</source>
        <translation>不完整的没有保留；您自己的内容没有受影响。</translation>
    </message>
    <message>
        <source>Sync again: it goes on from where it stopped.</source>
        <translation>请再同步一次，会从断开的地方接着来。</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>内容太大了。</translation>
    </message>
    <message>
        <source>It was not saved like this.</source>
        <translation>这样没有保存。</translation>
    </message>
    <message>
        <source>Make it shorter or split it in two.</source>
        <translation>请写短一些，或者分成两部分。</translation>
    </message>
    <message>
        <source>The connection is too slow at the moment.</source>
        <translation>现在网络太慢。</translation>
    </message>
    <message>
        <source>Your work is safe on this PC and waits.</source>
        <translation>您的内容好好地存在这台电脑上，等着发送。</translation>
    </message>
    <message>
        <source>Try again later, or where the signal is better.</source>
        <translation>请过一会儿再试，或换到信号好的地方。</translation>
    </message>
    <message>
        <source>This PC&apos;s program can&apos;t do this yet.</source>
        <translation>这台电脑上的程序还做不了这件事。</translation>
    </message>
    <message>
        <source>Your work isn&apos;t touched.</source>
        <translation>您的内容没有受影响。</translation>
    </message>
    <message>
        <source>Ask for a newer version of Staffroom.</source>
        <translation>请安装新版本的教研室。</translation>
    </message>
    <message>
        <source>The server needs a newer version of Staffroom.</source>
        <translation>服务器要求使用新版本的教研室。</translation>
    </message>
    <message>
        <source>You can go on working; nothing is sent until then.</source>
        <translation>您可以继续工作，更新之前不会发送。</translation>
    </message>
    <message>
        <source>Install the update, then sync again.</source>
        <translation>请先安装更新，再同步。</translation>
    </message>
    <message>
        <source>The server doesn&apos;t know this sign-in any more.</source>
        <translation>服务器已经不认得这次登录。</translation>
    </message>
    <message>
        <source>Name or password isn&apos;t right.</source>
        <translation>用户名或密码不对。</translation>
    </message>
    <message>
        <source>Nobody was signed in.</source>
        <translation>没有登录。</translation>
    </message>
    <message>
        <source>Check capital letters and try again, or ask your administrator for a new password.</source>
        <translation>请检查大小写再试，或请管理员重设密码。</translation>
    </message>
    <message>
        <source>There were too many tries in a short time.</source>
        <translation>短时间内试得太多了。</translation>
    </message>
    <message>
        <source>Signing in is held back for a moment; nothing is lost.</source>
        <translation>登录暂停片刻，什么都没有丢。</translation>
    </message>
    <message>
        <source>Wait a few minutes, then try again.</source>
        <translation>请等几分钟再试。</translation>
    </message>
    <message>
        <source>You aren&apos;t allowed to change this.</source>
        <translation>您没有修改这一项的权限。</translation>
    </message>
    <message>
        <source>Nothing was changed for the others; what you wrote stays on this PC.</source>
        <translation>别人那里没有任何改动；您写的还在这台电脑上。</translation>
    </message>
    <message>
        <source>Ask whoever leads the group or the programme.</source>
        <translation>请联系小组或项目的负责人。</translation>
    </message>
    <message>
        <source>This PC was taken off the list of known devices.</source>
        <translation>这台电脑已被移出可用设备名单。</translation>
    </message>
    <message>
        <source>It sends and gets nothing more; what you wrote is still here.</source>
        <translation>它不再收发内容；您写的还都在这里。</translation>
    </message>
    <message>
        <source>Ask your administrator to let it in again.</source>
        <translation>请让管理员重新允许这台电脑。</translation>
    </message>
    <message>
        <source>Something arrived whose origin couldn&apos;t be proved.</source>
        <translation>收到的内容来历不明。</translation>
    </message>
    <message>
        <source>It was refused; your own work isn&apos;t touched.</source>
        <translation>已经拒收；您自己的内容没有受影响。</translation>
    </message>
    <message>
        <source>Sync again. If it comes back, tell whoever looks after the server.</source>
        <translation>请再同步。如果又出现，请告诉管理服务器的老师。</translation>
    </message>
    <message>
        <source>Something was damaged on its way.</source>
        <translation>有内容在路上损坏了。</translation>
    </message>
    <message>
        <source>It was thrown away and will be fetched again.</source>
        <translation>已经丢弃，会重新取回。</translation>
    </message>
    <message>
        <source>Sync again.</source>
        <translation>请再同步一次。</translation>
    </message>
    <message>
        <source>Part of what was sent didn&apos;t follow on from what came before.</source>
        <translation>送来的一部分和之前的接不上。</translation>
    </message>
    <message>
        <source>It was refused, so that nothing is mixed up; your own work isn&apos;t touched.</source>
        <translation>为了不弄混，已经拒收；您自己的内容没有受影响。</translation>
    </message>
    <message>
        <source>The same thing arrived a second time.</source>
        <translation>同样的内容又来了一遍。</translation>
    </message>
    <message>
        <source>It was left out; nothing is doubled.</source>
        <translation>已经略过，不会重复。</translation>
    </message>
    <message>
        <source>You need do nothing.</source>
        <translation>您什么都不用做。</translation>
    </message>
    <message>
        <source>This PC&apos;s copy was used in two places, perhaps restored from an old backup.</source>
        <translation>这台电脑的资料在两个地方用过，可能是从旧备份恢复的。</translation>
    </message>
    <message>
        <source>Nothing is lost: it goes on under a new number.</source>
        <translation>什么都没有丢，会换一个编号继续。</translation>
    </message>
    <message>
        <source>Sync again. If it comes back, tell your administrator.</source>
        <translation>请再同步一次。如果又出现，请告诉管理员。</translation>
    </message>
    <message>
        <source>Another server answers at this address than the one you signed in at.</source>
        <translation>在这个地址回应的服务器，不是您登录时的那一台。</translation>
    </message>
    <message>
        <source>Nothing was sent to it, and everything you have stays on this PC.</source>
        <translation>没有向它发送任何内容，您的一切都还在这台电脑上。</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server. If it was made anew, lock Staffroom and sign in again while you are connected.</source>
        <translation>请询问管理服务器的老师。如果服务器是重新建立的，请先锁定，连上网后重新登录。</translation>
    </message>
    <message>
        <source>The server was set up anew.</source>
        <translation>服务器重新建立过。</translation>
    </message>
    <message>
        <source>Your work stays here and is sent again.</source>
        <translation>您的内容还在这里，会重新发送。</translation>
    </message>
    <message>
        <source>Sync again and let it run to the end: it takes longer than usual.</source>
        <translation>请再同步一次，让它走完，这次会久一些。</translation>
    </message>
    <message>
        <source>This PC was away for very long.</source>
        <translation>这台电脑很久没有同步了。</translation>
    </message>
    <message>
        <source>It needs a fresh copy of what the others did; your own work stays.</source>
        <translation>需要把大家的内容重新取一遍；您自己的都还在。</translation>
    </message>
    <message>
        <source>Sync again and let it run to the end.</source>
        <translation>请再同步一次，让它走完。</translation>
    </message>
    <message>
        <source>Something arrived that belongs somewhere else.</source>
        <translation>收到的内容不属于这里。</translation>
    </message>
    <message>
        <source>A value doesn&apos;t fit where it was put.</source>
        <translation>有一个值和所填的地方不符。</translation>
    </message>
    <message>
        <source>This one change was not taken; everything else is.</source>
        <translation>只有这一处改动没有被接受，其他的都在。</translation>
    </message>
    <message>
        <source>Open it, correct it and save again.</source>
        <translation>请打开它，改好后再保存。</translation>
    </message>
    <message>
        <source>The disk of this PC is full.</source>
        <translation>这台电脑的磁盘满了。</translation>
    </message>
    <message>
        <source>Downloads have stopped; room for your own work is kept as long as possible.</source>
        <translation>下载已经停止；会尽量给您自己的内容留出空间。</translation>
    </message>
    <message>
        <source>Remove courses from this PC that you have finished, or free some space.</source>
        <translation>请把学完的课程从这台电脑上移除，或腾出一些空间。</translation>
    </message>
    <message>
        <source>Another program is holding Staffroom&apos;s files.</source>
        <translation>别的程序正占用着教研室的文件。</translation>
    </message>
    <message>
        <source>Nothing is lost; it only waits.</source>
        <translation>什么都没有丢，只是在等待。</translation>
    </message>
    <message>
        <source>Wait a moment and try again, and let a running virus check finish.</source>
        <translation>请稍等再试；如果正在杀毒，请等它结束。</translation>
    </message>
    <message>
        <source>This PC couldn&apos;t save to its disk.</source>
        <translation>这台电脑没能写入磁盘。</translation>
    </message>
    <message>
        <source>The last change may not be kept; everything before it is.</source>
        <translation>最后一处改动可能没有保存，之前的都在。</translation>
    </message>
    <message>
        <source>Check that the disk is connected and not full, then try again.</source>
        <translation>请检查磁盘是否连好、是否已满，然后再试。</translation>
    </message>
    <message>
        <source>Staffroom&apos;s file on this PC is damaged.</source>
        <translation>这台电脑上教研室的文件损坏了。</translation>
    </message>
    <message>
        <source>What was sent before is safe at the server, and the damaged file is left as it is.</source>
        <translation>以前发送过的在服务器上是安全的；损坏的文件原样保留，没有改动。</translation>
    </message>
    <message>
        <source>Tell your administrator before you do anything else.</source>
        <translation>请先告诉管理员，不要做别的操作。</translation>
    </message>
    <message>
        <source>Your data on this PC was written by a newer version of Staffroom.</source>
        <translation>这台电脑上的资料是新版本的教研室写的。</translation>
    </message>
    <message>
        <source>It isn&apos;t touched, so that nothing is lost.</source>
        <translation>为了不丢内容，没有动它。</translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation>请重新安装较新的版本。</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached.</source>
        <translation>连不上服务器。</translation>
    </message>
    <message>
        <source>Your work is safe on this PC and is sent later.</source>
        <translation>您的内容好好地存在这台电脑上，以后再发送。</translation>
    </message>
    <message>
        <source>Check the network or the hotspot; you can go on working meanwhile.</source>
        <translation>请检查网络或热点；不联网也可以继续工作。</translation>
    </message>
    <message>
        <source>The connection broke off.</source>
        <translation>连接中断了。</translation>
    </message>
    <message>
        <source>What had arrived is kept; the rest follows.</source>
        <translation>已经收到的都保留着，其余的随后再来。</translation>
    </message>
    <message>
        <source>Sync again when the connection is back: it goes on from there.</source>
        <translation>网络恢复后再同步一次，会从断开的地方接着来。</translation>
    </message>
    <message>
        <source>The server didn&apos;t answer in time.</source>
        <translation>服务器没有及时回应。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请过一会儿再试。</translation>
    </message>
    <message>
        <source>The server has very much to do just now.</source>
        <translation>服务器现在很忙。</translation>
    </message>
    <message>
        <source>Staffroom tries again by itself; you can go on working.</source>
        <translation>教研室会自己再试，您可以继续工作。</translation>
    </message>
    <message>
        <source>The server has no space left.</source>
        <translation>服务器没有空间了。</translation>
    </message>
    <message>
        <source>Your work stays on this PC until there is.</source>
        <translation>在有空间之前，您的内容留在这台电脑上。</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server.</source>
        <translation>请告诉管理服务器的老师。</translation>
    </message>
    <message>
        <source>The server has a fault of its own.</source>
        <translation>服务器自己出了故障。</translation>
    </message>
    <message>
        <source>Your work stays on this PC until it is mended.</source>
        <translation>在修好之前，您的内容留在这台电脑上。</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server; you can go on working.</source>
        <translation>请告诉管理服务器的老师；您可以继续工作。</translation>
    </message>
    <message>
        <source>The server couldn&apos;t prove who it is.</source>
        <translation>服务器没能证明自己的身份。</translation>
    </message>
    <message>
        <source>Nothing was sent to it, your password neither.</source>
        <translation>什么都没有发给它，密码也没有。</translation>
    </message>
    <message>
        <source>Check the address and the date of this PC, or ask your administrator.</source>
        <translation>请检查服务器地址和电脑日期，或询问管理员。</translation>
    </message>
    <message>
        <source>This course package holds something that isn&apos;t safe to unpack.</source>
        <translation>这个课程包里有不能安全解开的内容。</translation>
    </message>
    <message>
        <source>It was not installed.</source>
        <translation>没有安装。</translation>
    </message>
    <message>
        <source>Tell whoever published the course.</source>
        <translation>请告诉发布课程的人。</translation>
    </message>
    <message>
        <source>This course package is damaged.</source>
        <translation>这个课程包损坏了。</translation>
    </message>
    <message>
        <source>It can&apos;t be opened; your progress is kept.</source>
        <translation>现在打不开；您的学习进度还在。</translation>
    </message>
    <message>
        <source>Remove it from this PC and download it again.</source>
        <translation>请从这台电脑上移除，再重新下载。</translation>
    </message>
    <message>
        <source>It was stopped, as you asked.</source>
        <translation>按您的意思停下了。</translation>
    </message>
    <message>
        <source>What was finished until then is kept.</source>
        <translation>到那时为止完成的都保留着。</translation>
    </message>
    <message>
        <source>Start it again whenever you like.</source>
        <translation>随时可以重新开始。</translation>
    </message>
    <message>
        <source>Something went wrong inside Staffroom.</source>
        <translation>教研室内部出了问题。</translation>
    </message>
    <message>
        <source>What you saved before is kept.</source>
        <translation>之前保存的都还在。</translation>
    </message>
    <message>
        <source>Start Staffroom again; if it comes back, tell your administrator what you were doing.</source>
        <translation>请重新启动教研室；如果又出现，请把当时在做什么告诉管理员。</translation>
    </message>
    <message>
        <source>Lock Staffroom, and sign in again while you are connected.</source>
        <translation>请先锁定，连上网后重新登录。</translation>
    </message>
    <message>
        <source>Another window of Staffroom is open with this teacher&apos;s work.</source>
        <translation>Staffroom 的另一个窗口正开着这位老师的内容。</translation>
    </message>
    <message>
        <source>Nothing is lost; it goes on there.</source>
        <translation>什么都没有丢，在那个窗口里可以接着做。</translation>
    </message>
    <message>
        <source>Go on in the other window, or close it and sign in here again.</source>
        <translation>请到那个窗口继续，或者把它关掉，再在这里登录。</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做的事</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>计划学时</translation>
    </message>
    <message>
        <source>Hours so far</source>
        <translation>已用学时</translation>
    </message>
    <message>
        <source>Done or not</source>
        <translation>是否完成</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Plan item</source>
        <translation>计划项目</translation>
    </message>
    <message>
        <source>Place in a course</source>
        <translation>选课</translation>
    </message>
    <message>
        <source>Study progress</source>
        <translation>学习进度</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Deleted or kept</source>
        <translation>删除还是保留</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>%1, %2 new</source>
        <translation>%1，%2 条新内容</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Waits for your answer</source>
        <translation>等您回复</translation>
    </message>
    <message>
        <source>Nobody is waiting for you. Replies to what you write appear here.</source>
        <translation>没有人在等您。别人回复您写的内容后，会出现在这里。</translation>
    </message>
    <message>
        <source>New for you</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>You have read everything. New threads of your groups appear here after the next sync.</source>
        <translation>您都读过了。下次同步后，小组里的新话题会出现在这里。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Staffroom</source>
        <translation>%1 – 教研室</translation>
    </message>
    <message>
        <source>Staffroom</source>
        <translation>教研室</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Answer this</source>
        <translation>回复这一条</translation>
    </message>
</context>
<context>
    <name>NewGoal</name>
    <message>
        <source>New goal</source>
        <translation>新目标</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>For example: children talk more than I do</source>
        <translation>例如：让孩子说得比我多</translation>
    </message>
    <message>
        <source>The first thing to do for it</source>
        <translation>为它做的第一件事</translation>
    </message>
    <message>
        <source>For example: watch one lesson of a colleague</source>
        <translation>例如：听同事一节课</translation>
    </message>
    <message>
        <source>Add goal</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NewThread</name>
    <message>
        <source>New thread in %1</source>
        <translation>在“%1”写新话题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What it is about, in one line</source>
        <translation>一句话说明是什么事</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>A question, something that went well, or that didn&apos;t …</source>
        <translation>一个问题、一件做得好或没做好的事……</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>以后再写</translation>
    </message>
    <message>
        <source>What you type is kept on this PC as you go.</source>
        <translation>边写边存在这台电脑上。</translation>
    </message>
    <message>
        <source>Draft kept on this PC</source>
        <translation>草稿已存在这台电脑上</translation>
    </message>
    <message>
        <source>Keeping draft …</source>
        <translation>正在保存草稿……</translation>
    </message>
</context>
<context>
    <name>NewsCard</name>
    <message>
        <source>Announcements</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PlanHead</name>
    <message>
        <source>Which plan</source>
        <translation>选择计划</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Edit plan</source>
        <translation>编辑计划</translation>
    </message>
    <message>
        <source>Hours: %1</source>
        <translation>学时：%1</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>学时</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>计划学时</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What this term is about for you</source>
        <translation>这学期对您来说最重要的是什么</translation>
    </message>
</context>
<context>
    <name>PlanItemEditor</name>
    <message>
        <source>What to do</source>
        <translation>要做的事</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Planned hours</source>
        <translation>计划学时</translation>
    </message>
    <message>
        <source>Hours so far</source>
        <translation>已用学时</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>一个月后</translation>
    </message>
    <message>
        <source>End of term</source>
        <translation>学期末</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>不设日期</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What you noticed, what you want to try</source>
        <translation>注意到了什么，想试什么</translation>
    </message>
    <message>
        <source>Look at both versions</source>
        <translation>查看两个版本</translation>
    </message>
    <message>
        <source>Open the course</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>PlanItemLine</name>
    <message>
        <source>Without a goal</source>
        <translation>未归入目标</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>有两个版本</translation>
    </message>
    <message>
        <source>Add an item to this goal</source>
        <translation>为这个目标添加一项</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Your learning plan for this term</source>
        <translation>您本学期的研修计划</translation>
    </message>
    <message>
        <source>Here stand the goals you set yourself, what you do for each of them, and how many hours it has taken. Start with one goal: it can be changed at any time.</source>
        <translation>这里写下您给自己定的目标、为每个目标做的事、用了多少学时。先写一个目标就好，随时可以改。</translation>
    </message>
    <message>
        <source>Start a plan</source>
        <translation>开始一个计划</translation>
    </message>
</context>
<context>
    <name>QueueLine</name>
    <message>
        <source>Hide what you wrote</source>
        <translation>收起您写的内容</translation>
    </message>
    <message>
        <source>I have seen this</source>
        <translation>我知道了</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Show what you wrote</source>
        <translation>查看您写的内容</translation>
    </message>
    <message>
        <source>What you wrote: %1</source>
        <translation>您写的内容：%1</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Staffroom</source>
        <translation>教研室</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Threads</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>My plan</source>
        <translation>我的计划</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Threads, replies, courses, your plan</source>
        <translation>话题、回复、课程、您的计划</translation>
    </message>
    <message>
        <source>This PC is still reading what came with the last sync: there may be more in a moment.</source>
        <translation>这台电脑还在整理上次同步来的内容，稍后可能会有更多。</translation>
    </message>
    <message>
        <source>Search everything on this PC</source>
        <translation>搜索这台电脑上的全部内容</translation>
    </message>
    <message>
        <source>One word is enough, in Chinese even one character. It works without network, and Ctrl+K brings you here from anywhere.</source>
        <translation>一个词就够，中文一个字也行。不联网也能搜；在任何页面按 Ctrl+K 都能来到这里。</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>没有找到“%1”</translation>
    </message>
    <message>
        <source>Try a shorter word, or one that a colleague would use.</source>
        <translation>换个短一点的词，或者同事会用的说法。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Off makes old PCs quicker</source>
        <translation>关闭后，旧电脑会更快</translation>
    </message>
    <message>
        <source>Your data on this PC</source>
        <translation>这台电脑上的资料</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>存放位置</translation>
    </message>
    <message>
        <source>Size with downloaded courses</source>
        <translation>大小（含已下载的课程）</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation>切换用户</translation>
    </message>
    <message>
        <source>Lock when you leave your desk: it asks for your password again. Switch when somebody else goes on at this PC. Both keep everything you wrote, and you can sign in again here without network.</source>
        <translation>离开座位时请锁定，回来要再输一次密码；换别人用这台电脑时请切换用户。两种做法都会保留您写的一切，没有网络也能再登录。</translation>
    </message>
    <message>
        <source>School hub address</source>
        <translation>学校中转站地址</translation>
    </message>
    <message>
        <source>Where the school has a hub, this PC syncs through it. Empty: with the server itself.</source>
        <translation>学校有中转站时，这台电脑经它同步。留空：直接与服务器同步。</translation>
    </message>
    <message>
        <source>No hub</source>
        <translation>没有中转站</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Hello, %1</source>
        <translation>%1，您好</translation>
    </message>
    <message>
        <source>Welcome to Staffroom</source>
        <translation>欢迎来到教研室</translation>
    </message>
    <message>
        <source>Signing in works without network.</source>
        <translation>没有网络也可以登录。</translation>
    </message>
    <message>
        <source>Your plan, your courses and your colleagues, with or without network.</source>
        <translation>您的计划、课程和同事，有没有网络都在身边。</translation>
    </message>
    <message>
        <source>Who is it today?</source>
        <translation>今天是哪位老师？</translation>
    </message>
    <message>
        <source>Somebody new on this PC</source>
        <translation>第一次用这台电脑</translation>
    </message>
    <message>
        <source>Address of the server (from your administrator)</source>
        <translation>服务器地址（向管理员询问）</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>正在登录……</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>It&apos;s somebody else</source>
        <translation>换一位老师</translation>
    </message>
    <message>
        <source>The first time needs a network for a few minutes. After that everything works without.</source>
        <translation>第一次登录需要几分钟网络，之后都可以不联网使用。</translation>
    </message>
    <message>
        <source>Address of the school hub</source>
        <translation>学校中转站的地址</translation>
    </message>
    <message>
        <source>My school has a hub</source>
        <translation>我们学校有中转站</translation>
    </message>
</context>
<context>
    <name>StudyingCard</name>
    <message>
        <source>Continue studying</source>
        <translation>继续学习</translation>
    </message>
    <message>
        <source>You aren&apos;t taking a course at the moment.</source>
        <translation>您现在没有在学的课程。</translation>
    </message>
    <message>
        <source>Look for a course</source>
        <translation>去选一门课</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Needs your decision</source>
        <translation>需要您决定</translation>
    </message>
    <message>
        <source>Both versions are kept until you choose</source>
        <translation>在您决定之前，两份都保留</translation>
    </message>
    <message>
        <source>What you made, and where it has got to</source>
        <translation>您写的内容，到了哪里</translation>
    </message>
    <message>
        <source>Hide the technical log</source>
        <translation>收起技术日志</translation>
    </message>
    <message>
        <source>Technical log</source>
        <translation>技术日志</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>还没有日志。</translation>
    </message>
    <message>
        <source>Follow your work on its way</source>
        <translation>您写的内容走到哪里，这里看得见</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>What came last</source>
        <translation>最近收到的内容</translation>
    </message>
    <message>
        <source>Write a post, change your plan or study a course: each gets a line here. It says “on this PC” until the server has it, then “at the server”: from then on it is safe even if this PC breaks, and those it is meant for can read it. In a school with a hub, “at the school hub” stands in between: your school can read it already, and it goes on to the server from there.</source>
        <translation>发一个话题、改一改计划、学一段课程，这里都会多一行。先写着“在这台电脑上”，服务器收到后变成“已到服务器”：这时就算这台电脑坏了也不会丢，该看到的人也能看到了。有中转站的学校，中间会显示“已到学校中转站”：本校的老师已经能看到，再由它转给服务器。</translation>
    </message>
</context>
<context>
    <name>SyncStatusCard</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
</context>
<context>
    <name>ThreadList</name>
    <message>
        <source>Write</source>
        <translation>写话题</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>New: </source>
        <translation>新：</translation>
    </message>
    <message>
        <source>Older threads …</source>
        <translation>更早的话题……</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Answer to %1</source>
        <translation>回复 %1</translation>
    </message>
    <message>
        <source>to everybody instead</source>
        <translation>改为回复大家</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>写回复</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends. Works without network too.</source>
        <translation>Ctrl+Enter 发送，没有网络也可以写。</translation>
    </message>
    <message>
        <source>Draft kept on this PC</source>
        <translation>草稿已存在这台电脑上</translation>
    </message>
    <message>
        <source>Keeping draft …</source>
        <translation>正在保存草稿……</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation>切换用户</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>锁定 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Somebody else goes on at this PC</source>
        <translation>换别人用这台电脑</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Asks for your password again (Ctrl+L)</source>
        <translation>回来要再输一次密码 (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CommunityScreen</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>No replies yet</source>
        <translation>还没有回复</translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>回复 %1</translation>
    </message>
    <message>
        <source>an earlier message</source>
        <translation>较早的一条</translation>
    </message>
    <message>
        <source>Posted. It is sent with the next sync.</source>
        <translation>已写好，下次同步时发送。</translation>
    </message>
    <message>
        <source>Replied. It is sent with the next sync.</source>
        <translation>已回复，下次同步时发送。</translation>
    </message>
    <message>
        <source>Reply deleted</source>
        <translation>回复已删除</translation>
    </message>
    <message>
        <source>Thread deleted</source>
        <translation>话题已删除</translation>
    </message>
    <message>
        <source>At the school hub, not at the server yet</source>
        <translation>在学校中转站，还没到服务器</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CourseScreen</name>
    <message>
        <source>%1 of %2 parts done</source>
        <translation>共 %2 部分，已完成 %1</translation>
    </message>
    <message>
        <source>%1 of %2 downloaded</source>
        <translation>已下载 %1，共 %2</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供单位</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>学科</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>学段</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Nothing more: works without network once it is on this PC</source>
        <translation>不需要别的：下载后不联网也能学</translation>
    </message>
    <message>
        <source>Left: %1. Your progress is kept.</source>
        <translation>已退选：%1。学习进度保留。</translation>
    </message>
    <message>
        <source>Removed from this PC. Your progress is kept.</source>
        <translation>已从这台电脑移除，学习进度保留。</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CourseWindow</name>
    <message>
        <source>The course window didn&apos;t open. Your work isn&apos;t touched. Start Staffroom again; if that doesn&apos;t help, install it anew.</source>
        <translation>课程窗口没有打开。您的内容没有受影响。请重新启动教研室；如果还不行，请重新安装。</translation>
    </message>
    <message>
        <source>The course window closed unexpectedly. What you had finished is kept. Open the course again.</source>
        <translation>课程窗口意外关闭了。已完成的部分都保留着。请重新打开课程。</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::CoursesScreen</name>
    <message>
        <source>Finished</source>
        <translation>已学完</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>还没开始</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>完成 %1/%2</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::HomeScreen</name>
    <message>
        <source>Not synced yet</source>
        <translation>还没有同步过</translation>
    </message>
    <message>
        <source>Last synced: %1</source>
        <translation>上次同步：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>完成 %1/%2</translation>
    </message>
    <message>
        <source>Last studied: %1</source>
        <translation>上次学习：%1</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>还没开始</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>staffroom::ui::PlanScreen</name>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Being reviewed</source>
        <translation>审阅中</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>No course</source>
        <translation>不关联课程</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>完成 %1/%2</translation>
    </message>
    <message>
        <source>My plan, spring %1</source>
        <translation>我的研修计划（%1 年春季）</translation>
    </message>
    <message>
        <source>My plan, autumn %1</source>
        <translation>我的研修计划（%1 年秋季）</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>已删除：%1</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SettingsScreen</name>
    <message numerus="yes">
        <source>%n item(s) have not been sent yet. They stay safe on this PC and are sent when you sign in here again.</source>
        <translation>
            <numerusform>还有 %n 项没有发送。它们会安全地留在这台电脑上，您下次在这里登录后发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>This isn&apos;t an address. One looks like this: 192.168.1.20:8440</source>
        <translation>这不是地址。地址是这样的：192.168.1.20:8440</translation>
    </message>
    <message>
        <source>This PC syncs with the server itself from now on.</source>
        <translation>这台电脑今后直接与服务器同步。</translation>
    </message>
    <message>
        <source>This PC syncs through the school hub from now on.</source>
        <translation>这台电脑今后经学校中转站同步。</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SignInScreen</name>
    <message>
        <source>This address would send your password unprotected.</source>
        <translation>用这个地址，您的密码会不加保护地发出去。</translation>
    </message>
    <message>
        <source>Nothing was sent. Write https:// before the server&apos;s name, or ask your administrator for its address.</source>
        <translation>什么都没有发出去。请在服务器名前面写上 https://，或者向管理员问清地址。</translation>
    </message>
    <message>
        <source>Your password is not encrypted on the way there. Sign in like this only on your school&apos;s own network.</source>
        <translation>密码在路上没有加密，只在学校自己的网络里这样登录。</translation>
    </message>
</context>
<context>
    <name>staffroom::ui::SyncScreen</name>
    <message>
        <source>Needs your decision: %1</source>
        <translation>需要您决定：%1</translation>
    </message>
    <message>
        <source>Not accepted: %1</source>
        <translation>未被接受：%1</translation>
    </message>
    <message numerus="yes">
        <source>Paused · %n waiting</source>
        <translation>
            <numerusform>已暂停 · %n 项待发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n waiting</source>
        <translation>
            <numerusform>离线 · %n 项待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>%1起离线</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting</source>
        <translation>
            <numerusform>%n 项待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>还没有同步过</translation>
    </message>
    <message>
        <source>All sent · %1</source>
        <translation>已全部发送 · %1</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接……</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>正在发送……</translation>
    </message>
    <message>
        <source>Receiving …</source>
        <translation>正在接收……</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>已全部发送</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>已发送 %1/%2</translation>
    </message>
    <message>
        <source>%1 of %2 received</source>
        <translation>已接收 %1/%2</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>已接收 %1</translation>
    </message>
    <message>
        <source>This PC has not been in touch with the server yet.</source>
        <translation>这台电脑还没有连过服务器。</translation>
    </message>
    <message>
        <source>Last synced: %1</source>
        <translation>上次同步：%1</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>At the school hub</source>
        <translation>已到学校中转站</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting at the school hub</source>
        <translation>
            <numerusform>%n 项在学校中转站等待</numerusform>
        </translation>
    </message>
    <message>
        <source>At the server</source>
        <translation>已到服务器</translation>
    </message>
    <message>
        <source>On this PC</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某位老师</translation>
    </message>
    <message>
        <source>It had been deleted more than a year before your change reached the server. What you wrote is kept here.</source>
        <translation>您的改动送到服务器时，这一项已被删除一年多了。您写的内容仍保存在这里。</translation>
    </message>
    <message>
        <source>It stays in the list and asks no more.</source>
        <translation>它仍在列表中，不再提醒。</translation>
    </message>
    <message>
        <source>Decided: %1. The others see it after the next sync.</source>
        <translation>已决定：%1。下次同步后大家就能看到。</translation>
    </message>
    <message>
        <source>on this PC</source>
        <translation>这台电脑上</translation>
    </message>
    <message>
        <source>on another PC</source>
        <translation>另一台电脑上</translation>
    </message>
    <message>
        <source>All sent · by the school hub, %1</source>
        <translation>已全部发送 · 经学校中转站，%1</translation>
    </message>
    <message>
        <source>Through the school hub; the server&apos;s news: %1</source>
        <translation>经学校中转站；服务器内容更新于：%1</translation>
    </message>
    <message>
        <source>A copy of your data is in use on another PC. Nothing is lost: this PC goes on by itself. You need do nothing.</source>
        <translation>您的资料有一份拷贝在另一台电脑上使用。什么都没有丢：这台电脑会自己继续。您什么都不用做。</translation>
    </message>
    <message>
        <source>The school hub can&apos;t be reached. Your work is safe on this PC and is sent later. See whether the hub is switched on; away from school, clear its address in the settings.</source>
        <translation>连不上学校中转站。您的内容在这台电脑上很安全，以后会发送。请看看中转站是否开着；不在学校时，请在设置里清空它的地址。</translation>
    </message>
</context>
</TS>
