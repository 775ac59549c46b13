import { describeModels } from './suite.js';

describeModels('anthropic');
