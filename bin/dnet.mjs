#!/usr/bin/env node
import '../dist/dnet.mjs';
