"""Forty short passages in both languages, for chapters made at random; and code both share."""

from __future__ import annotations

PASSAGES: tuple[tuple[str, str], ...] = (
    ("井水冬天是热的，夏天是凉的。", "The water of the well is warm in winter and cool in summer."),
    (
        "铁路修到县城那年，祖母第一次看见了火车。",
        "The year the railway reached the county town, Grandmother saw a train for the first time.",
    ),
    (
        "医生说要静养，他却天天去河边钓鱼。",
        "The doctor ordered rest, yet every day he went fishing at the river.",
    ),
    ("这把锁没有钥匙。", "This lock has no key."),
    (
        "图书馆的二楼漏雨，地理书都发了霉。",
        "The upper floor of the library leaked, and the books on geography had all gone mouldy.",
    ),
    ("她用三种语言骂了那只猫。", "She scolded the cat in three languages."),
    (
        "蜂箱搬到油菜地里，五天就能割一次蜜。",
        "With the hives moved into the rape fields, honey can be cut every five days.",
    ),
    (
        "信封上只写着“北京 王先生收”，居然也送到了。",
        "The envelope said only “Mr Wang, Beijing”, and was delivered all the same.",
    ),
    (
        "月食的夜里，全村人敲盆打锅。",
        "On the night of the eclipse of the moon the whole village beat basins and pots.",
    ),
    (
        "裁缝从来不量尺寸，看一眼就知道。",
        "The tailor never took measurements; one look was enough for him.",
    ),
    (
        "屋顶上晒着辣椒，远看像着了火。",
        "Chillies were drying on the roof, and from afar it looked as if the house were on fire.",
    ),
    ("考试那天，钢笔没有墨水了。", "On the day of the examination my pen ran out of ink."),
    (
        "船长相信星星，大副相信机器，水手谁也不信。",
        "The captain trusted the stars, the mate trusted his instruments, and the sailors trusted neither.",
    ),
    ("雪停以后，只有邮差的脚印通到门口。", "After the snow only the postman's footprints led to the door."),
    (
        "外面下着雨，戏台上却在唱“艳阳天”。",
        "Outside it rained, while on the stage they sang of a day of bright sunshine.",
    ),
    ("那家面馆一天只卖一百碗。", "That noodle shop sells only a hundred bowls a day."),
    (
        "老师把地球仪借给了我，我转了一个晚上。",
        "The teacher lent me the globe, and I kept turning it the whole evening.",
    ),
    (
        "羊群过桥的时候，汽车都得等着。",
        "When the flock of sheep crosses the bridge, all the cars have to wait.",
    ),
    ("他的左耳听不见，所以总坐在右边。", "He was deaf in the left ear, and so he always sat on the right."),
    (
        "旧照片里的人都不笑，因为要憋住气等一分钟。",
        "Nobody smiles in old photographs, since one had to hold one's breath for a minute.",
    ),
    ("棉花卖不出去，堆在教室里。", "The cotton could not be sold and was piled up in the classroom."),
    (
        "每家门口都有一盏灯，台风来的时候才点。",
        "At every door hangs a lamp that is lit only when a typhoon comes.",
    ),
    ("算盘是檀香木的，打起来满屋子香。", "The abacus was of sandalwood and scented the room when it was used."),
    (
        "博物馆的看门人白天睡觉，晚上给恐龙讲故事。",
        "The watchman of the museum slept by day and told stories to the dinosaurs at night.",
    ),
    ("黄瓜要趁嫩摘，老了只能留种。", "Cucumbers must be picked young; old ones are good for nothing but seed."),
    (
        "电话装好了，可是没有人可以打。",
        "The telephone had been installed, but there was nobody to ring up.",
    ),
    ("理发师记得每个人头上的疤。", "The barber remembered the scar on every head."),
    (
        "沙漠里的公路笔直，司机唱歌是怕睡着。",
        "The road through the desert is dead straight, and drivers sing for fear of falling asleep.",
    ),
    ("她把嫁妆卖了，买了一台打字机。", "She sold her dowry and bought a typewriter."),
    (
        "冰化得太早，熊困在了对岸。",
        "The ice melted too early, and the bears were stranded on the far shore.",
    ),
    (
        "弟弟把硬币埋在花盆里，天天浇水。",
        "My little brother buried a coin in the flowerpot and watered it daily.",
    ),
    (
        "钟楼的钟慢了七分钟，全城的人都按它过日子。",
        "The clock on the tower was seven minutes slow, and the whole city lived by it.",
    ),
    ("墙上的裂缝里长出一棵无花果树。", "A fig tree grew from a crack in the wall."),
    (
        "律师穿着拖鞋出庭，因为皮鞋被狗叼走了。",
        "The lawyer appeared in court in slippers, because a dog had carried off his shoes.",
    ),
    (
        "父亲修了一辈子收音机，自己却不爱听。",
        "Father repaired radios all his life but did not care to listen to one.",
    ),
    (
        "渔网要在月光下补，太阳底下看不清线。",
        "Nets are mended by moonlight; in the sun one cannot see the thread.",
    ),
    (
        "巧克力是飞行员留下的，谁也舍不得吃。",
        "The chocolate had been left by a pilot, and nobody could bear to eat it.",
    ),
    (
        "石榴裂开了，像一嘴红牙齿。",
        "The pomegranate had burst open like a mouth full of red teeth.",
    ),
    ("寺里的和尚养了一条爱吃素的狗。", "The monks of the monastery kept a dog that was fond of vegetables."),
    (
        "字典缺了一页，所以他从来不知道“鸵鸟”是什么。",
        "A page was missing from the dictionary, and so he never learnt what an ostrich was.",
    ),
)

CODES = (
    "```python\nfor step in range(3):\n    print(step)\n```",
    "```sh\nmake clean && make\n```",
    "```sql\nSELECT name FROM boats WHERE length > 12;\n```",
)
